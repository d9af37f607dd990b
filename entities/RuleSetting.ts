import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { Plain } from "./columns.js";
import { Row } from "./Row.js";

@ObjectType({ description: "What the organisation changed about one detection rule." })
@Entity("rule_settings")
export class RuleSetting extends Row {
  @Field({ description: "Code of the rule, for example INVOICE_OVERDUE." })
  @Plain("text")
  ruleCode!: string;

  @Field({ description: "Whether the rule runs." })
  @Plain("boolean", { default: true })
  enabled!: boolean;

  @Field(() => GraphQLJSONObject, { description: "Thresholds that differ from the rule's defaults, by name, in the units the rule documents." })
  @Plain("jsonb", { default: {} })
  thresholds!: Record<string, number>;
}
