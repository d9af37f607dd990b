import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { ImportKind, ImportState } from "./enums.js";
import { ImportCause } from "./ImportCause.js";
import { ImportIssue } from "./ImportIssue.js";
import { Derived } from "./read.js";
import { Row } from "./Row.js";
import { Day } from "./scalars.js";
import { User } from "./User.js";

@ObjectType("Import", { description: "One file that came in, and what became of its rows." })
@Entity("imports")
export class ImportRun extends Row {
  @Field(() => ImportKind, { description: "What its rows are." })
  @Plain("text")
  kind!: ImportKind;

  @Field(() => String, { nullable: true, description: "Mapping used; null for the documented columns." })
  @Plain("text", optional)
  mapping!: string | null;

  @Field({ description: "Name of the file." })
  @Plain("text")
  fileName!: string;

  @Field({ description: "SHA-256 of the file." })
  @Plain("text")
  fileHash!: string;

  @Field(() => ImportState, { description: "Only previewed, applied, or failed." })
  @Plain("text")
  state!: ImportState;

  @Field(() => Int, { description: "Rows read." })
  @Plain("integer", { default: 0 })
  rowCount!: number;

  @Field(() => Int, { description: "Records it made or would make." })
  @Plain("integer", { default: 0 })
  createdCount!: number;

  @Field(() => Int, { description: "Records it changed or would change." })
  @Plain("integer", { default: 0 })
  updatedCount!: number;

  @Field(() => Int, { description: "Records that already stood so." })
  @Plain("integer", { default: 0 })
  unchangedCount!: number;

  @Field(() => Int, { description: "Rows refused for what stands in them." })
  @Plain("integer", { default: 0 })
  errorCount!: number;

  @Field(() => Int, { description: "Rows refused because they would move a record backwards." })
  @Plain("integer", { default: 0 })
  conflictCount!: number;

  @Field({ description: "Whether detection follows; without it, detection waits for a run on demand, four hours at most." })
  @Plain("boolean", { default: true })
  detect!: boolean;

  @Field(() => Day, { nullable: true, description: "The day from which on causes open cases, where this import set it." })
  @Plain("date", optional)
  since!: string | null;

  @Field(() => Int, { nullable: true, description: "Of a preview: cases that detection would open after it, of your regions; null where it was not asked." })
  @Plain("integer", optional)
  casesToOpen!: number | null;

  @Field(() => Int, { nullable: true, description: "Of a preview: causes that are too old for a case, by their rule's horizon or by `since`; null where it was not asked." })
  @Plain("integer", optional)
  casesTooOld!: number | null;

  @Field(() => Int, { description: "Rows that stayed out: refused for what stands in them, held back with a refused row of their record, or in conflict. 0 when every row is in." })
  @Derived((t) => `${t}.error_count + ${t}.conflict_count`)
  refusedCount?: number;

  @Field(() => Int, { description: "Remarks that refused nothing." })
  @Plain("integer", { default: 0 })
  warningCount!: number;

  @Field(() => [ImportCause], { description: "All refusals and remarks, counted by cause: refusals first, and of them what concerns most rows." })
  @Plain("jsonb", { default: [] })
  causes!: ImportCause[];

  @Plain("boolean", { default: false })
  hasRefusedRows!: boolean;

  @Field(() => String, { nullable: true, description: "Address of all refused rows as CSV, with their cells and reasons, for whoever brought the file in; null when none was refused or none could be read." })
  @Derived((t) => `CASE WHEN ${t}.has_refused_rows THEN '/imports/' || ${t}.id || '/refused.csv' END`)
  refusedRows?: string | null;

  @Plain("uuid", optional)
  startedById!: string | null;

  @Field(() => User, { nullable: true, description: "Who brought it in; null when the command line did." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "started_by_id" })
  startedBy!: Relation<User> | null;

  @Field(() => [ImportIssue], { description: "The first thousand refusals and the first thousand remarks; `causes` counts all of them." }) @OneToMany(() => ImportIssue, (issue) => issue.import)
  issues?: Relation<ImportIssue[]>;
}
