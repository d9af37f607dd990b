import { Field, ObjectType } from "type-graphql";
import { Entity, JoinTable, ManyToMany, type Relation } from "typeorm";
import { optional, Personal, Plain, Secret } from "./columns.js";
import { Role, UserKind } from "./enums.js";
import { Row } from "./Row.js";
import { Team } from "./Team.js";

@ObjectType({ description: "A person who signs in, or the service account of an integration." })
@Entity("users")
export class User extends Row {
  @Plain("text")
  kind!: UserKind;

  @Field(() => String, { nullable: true, description: "Address they sign in with; null for those who may not read personal data." })
  @Personal("citext")
  email!: string;

  @Field({ description: "Name shown beside what they did." })
  @Personal("text")
  name!: string;

  @Secret("text", optional)
  passwordHash!: string | null;

  @Field(() => [Role], { description: "What they may do in general." })
  @Plain("text", { array: true, default: [] })
  roles!: Role[];

  @Field(() => [String], { description: "Regions whose distributors they see; empty means all." })
  @Plain("text", { array: true, default: [] })
  regions!: string[];

  @Plain("timestamptz", optional)
  disabledAt!: Date | null;

  @Field(() => [Team]) @ManyToMany(() => Team, (team) => team.members)
  @JoinTable({ name: "team_members", joinColumn: { name: "user_id" }, inverseJoinColumn: { name: "team_id" } })
  teams?: Relation<Team[]>;
}
