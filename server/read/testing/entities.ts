/** A small trade of its own, unknown to the read path: what can be read here can be read of any entity. */
import { GraphQLSafeInt } from "graphql-scalars";
import { createUnionType, Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne, PrimaryColumn, type Relation } from "typeorm";
import { Money } from "../../../entities/Money.js";
import { DefaultOrder, Derived, MoneyField, NeedsColumns } from "../../../entities/read.js";

@ObjectType()
abstract class Identified {
  @Field(() => ID) @PrimaryColumn("uuid") id!: string;
}

@ObjectType() @Entity("partners")
export class Partner extends Identified {
  @Field() @Column("text") name!: string;
  @Field() @Column("text") region!: string;
  @Field(() => String, { nullable: true }) @Column("text", { nullable: true }) tier!: string | null;
  @Field(() => GraphQLSafeInt, { nullable: true }) @Column("bigint", { nullable: true }) creditLimit!: number | null;

  @Column("uuid", { nullable: true }) parentId!: string | null;
  @Field(() => Partner, { nullable: true }) @ManyToOne(() => Partner) @JoinColumn({ name: "parent_id" }) parent!: Relation<Partner> | null;
  @Field(() => [Partner]) @OneToMany(() => Partner, (partner) => partner.parent) children?: Relation<Partner[]>;
  @Field(() => [Purchase]) @OneToMany(() => Purchase, (purchase) => purchase.partner) purchases?: Relation<Purchase[]>;
  @Field(() => Licence, { nullable: true }) @OneToOne(() => Licence, (licence) => licence.partner) licence?: Relation<Licence> | null;
}

@ObjectType() @Entity("licences")
export class Licence extends Identified {
  @Field() @Column("text") code!: string;
  @Field(() => String, { nullable: true }) @Column("date", { nullable: true }) expiresOn!: string | null;
  @Field(() => Boolean) @Derived((t) => `${t}.expires_on < :today`) expired?: boolean;
  @Column("uuid") partnerId!: string;
  @Field(() => Partner, { nullable: true }) @OneToOne(() => Partner) @JoinColumn({ name: "partner_id" }) partner!: Relation<Partner>;
}

@ObjectType() @Entity("purchases")
export class Purchase extends Identified {
  @Field() @Column("text") number!: string;
  @Field() @Column("text") status!: string;
  @Field(() => Int, { nullable: true }) @Column("integer", { nullable: true }) priority!: number | null;
  @Field(() => [String]) @Column("text", { array: true }) tags!: string[];
  @Field(() => Date, { nullable: true }) @Column("timestamptz", { nullable: true }) dueAt!: Date | null;
  @Column("bigint") valueMinor!: number;
  @Column("text") currency!: string;
  @Field(() => Money, { nullable: true }) @MoneyField("valueMinor", "currency") value?: Money | null;
  @Field(() => Date, { nullable: true }) @Column("timestamptz", { nullable: true }) archivedAt!: Date | null;
  @Column("uuid", { nullable: true }) archiveBatchId!: string | null;

  @Field(() => Boolean) @Derived((t) => `${t}.status = 'open' AND ${t}.due_at < :now`) late?: boolean;
  @Field(() => Int) @Derived((t) => `(SELECT count(*)::int FROM lines l WHERE l.purchase_id = ${t}.id)`) lineCount?: number;

  @Column("uuid", { nullable: true }) partnerId!: string | null;
  @Field(() => Partner, { nullable: true }) @ManyToOne(() => Partner) @JoinColumn({ name: "partner_id" }) partner!: Relation<Partner> | null;
  @Field(() => [Line]) @OneToMany(() => Line, (line) => line.purchase) lines?: Relation<Line[]>;
  @Field(() => [Bill], { name: "invoices", nullable: true }) @OneToMany(() => Bill, (bill) => bill.purchase) bills?: Relation<Bill[]>;
  @Field(() => [Label]) @ManyToMany(() => Label, (label) => label.purchases)
  @JoinTable({ name: "purchase_labels", joinColumn: { name: "purchase_id" }, inverseJoinColumn: { name: "label_id" } })
  labels?: Relation<Label[]>;

  @Field(() => String, { nullable: true }) @NeedsColumns("number", "valueMinor")
  summary(): string | null {
    return `${this.number} over ${this.valueMinor}`;
  }
}

@ObjectType() @Entity("lines") @DefaultOrder("position")
export class Line extends Identified {
  @Field(() => Int) @Column("integer") position!: number;
  @Field() @Column("text") sku!: string;
  @Field() @Column("numeric") price!: string;
  @Field(() => Float, { nullable: true }) @Column("double precision", { nullable: true }) weight!: number | null;
  @Column("uuid") purchaseId!: string;
  @Field(() => Purchase, { nullable: true }) @ManyToOne(() => Purchase) @JoinColumn({ name: "purchase_id" }) purchase!: Relation<Purchase>;
}

@ObjectType() @Entity("bills")
export class Bill extends Identified {
  @Field() @Column("text") number!: string;
  @Field() @Column("boolean") paid!: boolean;
  @Column("bigint") amountMinor!: number;
  @Column("text") currency!: string;
  @Field(() => Money, { nullable: true }) @MoneyField("amountMinor", "currency") amount?: Money | null;
  @Field(() => String, { nullable: true }) @Column("date", { nullable: true }) dueOn!: string | null;
  @Field(() => Boolean, { nullable: true }) @Derived((t) => `NOT ${t}.paid AND ${t}.due_on < :today`) overdue?: boolean | null;
  @Field(() => Date, { nullable: true }) @Column("timestamptz", { nullable: true }) archivedAt!: Date | null;
  @Column("uuid", { nullable: true }) archiveBatchId!: string | null;
  @Column("uuid", { nullable: true }) purchaseId!: string | null;
  @Field(() => Purchase, { nullable: true }) @ManyToOne(() => Purchase) @JoinColumn({ name: "purchase_id" }) purchase!: Relation<Purchase> | null;
}

@ObjectType() @Entity("labels")
export class Label extends Identified {
  @Field() @Column("text") name!: string;
  @Field(() => [Purchase]) @ManyToMany(() => Purchase, (purchase) => purchase.labels) purchases?: Relation<Purchase[]>;
}

const Either = createUnionType({ name: "Either", types: () => [Partner, Licence] as const, resolveType: () => "Partner" });

/** Shows what can't be read, so that a test can see it refused. */
@ObjectType() @Entity("oddities")
export class Oddity extends Identified {
  @Field(() => String, { nullable: true }) ghost?: string;
  @Field(() => String, { nullable: true }) @Column("bytea", { nullable: true }) bytes!: Buffer | null;
  @Column("uuid", { nullable: true }) partnerId!: string | null;
  @Field(() => Either, { nullable: true }) @ManyToOne(() => Partner) @JoinColumn({ name: "partner_id" }) either!: Relation<Partner> | null;
}

export const ENTITIES = [Partner, Licence, Purchase, Line, Bill, Label, Oddity];

export const TABLES = `
  CREATE FUNCTION tower_search_text(given text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(given);
  CREATE TABLE partners (id uuid PRIMARY KEY, name text NOT NULL, region text NOT NULL, tier text, credit_limit bigint, parent_id uuid REFERENCES partners);
  CREATE TABLE licences (id uuid PRIMARY KEY, code text NOT NULL, expires_on date, partner_id uuid NOT NULL UNIQUE REFERENCES partners);
  CREATE TABLE purchases (id uuid PRIMARY KEY, number text NOT NULL UNIQUE, status text NOT NULL, priority integer, tags text[] NOT NULL, due_at timestamptz,
    value_minor bigint NOT NULL, currency text NOT NULL, archived_at timestamptz, archive_batch_id uuid, partner_id uuid REFERENCES partners);
  CREATE TABLE lines (id uuid PRIMARY KEY, position integer NOT NULL, sku text NOT NULL, price numeric(18,6) NOT NULL, weight double precision,
    purchase_id uuid NOT NULL REFERENCES purchases);
  CREATE TABLE bills (id uuid PRIMARY KEY, number text NOT NULL, paid boolean NOT NULL, amount_minor bigint NOT NULL, currency text NOT NULL, due_on date,
    archived_at timestamptz, archive_batch_id uuid, purchase_id uuid REFERENCES purchases);
  CREATE TABLE oddities (id uuid PRIMARY KEY, bytes bytea, partner_id uuid REFERENCES partners);
  CREATE TABLE labels (id uuid PRIMARY KEY, name text NOT NULL);
  CREATE TABLE purchase_labels (purchase_id uuid NOT NULL REFERENCES purchases, label_id uuid NOT NULL REFERENCES labels, PRIMARY KEY (purchase_id, label_id));
`;
