import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Personal, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { ArchivableRow } from "./Row.js";

@ObjectType({ description: "A person at a distributor. What identifies them reads as null for roles that may not read personal data." })
@Entity("contacts")
export class Contact extends ArchivableRow {
  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "Whom they work for." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Field(() => String, { nullable: true, description: "Full name." })
  @Personal("text")
  name!: string;

  @Field(() => String, { nullable: true, description: "What they do there." })
  @Personal("text", optional)
  jobTitle!: string | null;

  @Field(() => String, { nullable: true, description: "E-mail address; unique within the distributor." })
  @Personal("citext", optional)
  email!: string | null;

  @Field(() => String, { nullable: true, description: "Phone number in international form." })
  @Personal("text", optional)
  phone!: string | null;

  @Field({ description: "The first person to write to." })
  @Plain("boolean", { default: false })
  isPrimary!: boolean;

  @Field(() => [String], { description: "Kinds of channel they agreed to be written on, for example email or whatsapp." })
  @Plain("text", { array: true, default: [] })
  consents!: string[];
}
