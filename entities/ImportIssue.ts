import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Personal, Plain } from "./columns.js";
import { IssueSeverity } from "./enums.js";
import { ImportRun } from "./ImportRun.js";
import { DefaultOrder } from "./read.js";
import { Identified } from "./Row.js";

@ObjectType({ description: "Something about one row of an import: why it was refused, or what there is to say about it." })
@Entity("import_issues")
@DefaultOrder("severity") // refusals first, each as its row came
export class ImportIssue extends Identified {
  @Plain("uuid")
  importId!: string;

  @Field(() => ImportRun, { description: "The import it belongs to." })
  @ManyToOne(() => ImportRun)
  @JoinColumn({ name: "import_id" })
  import!: Relation<ImportRun>;

  @Field(() => Int, { description: "Row of the file, counted as a spreadsheet does: the heading is row 1." })
  @Plain("integer")
  rowNumber!: number;

  @Field(() => String, { nullable: true, description: "The column at fault, when one is." })
  @Plain("text", optional)
  columnName!: string | null;

  @Field(() => String, { nullable: true, description: "What stands there." })
  @Personal("text", optional)
  value!: string | null;

  @Field(() => IssueSeverity, { description: "Whether it refused the row, or is only told." })
  @Plain("text", { default: IssueSeverity.ERROR })
  severity!: IssueSeverity;

  @Field({ description: "Kind of the problem, in one word for machines." })
  @Plain("text")
  code!: string;

  @Field({ description: "The problem, in a sentence for people." })
  @Plain("text")
  reason!: string;
}
