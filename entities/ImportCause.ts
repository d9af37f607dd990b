import { Field, Int, ObjectType } from "type-graphql";
import { IssueSeverity } from "./enums.js";

@ObjectType({ description: "One cause of refusals or remarks of an import, with the rows it concerns." })
export class ImportCause {
  @Field({ description: "Kind of the problem, in one word for machines." })
  code!: string;

  @Field(() => IssueSeverity, { description: "Whether it refused rows, or is only told." })
  severity!: IssueSeverity;

  @Field(() => String, { nullable: true, description: "The column at fault, when one is." })
  column!: string | null;

  @Field(() => Int, { description: "Rows it concerns." })
  rows!: number;

  @Field(() => Int, { description: "The first of them." })
  firstRow!: number;

  @Field({ description: "The problem of the first one, in a sentence for people." })
  reason!: string;
}
