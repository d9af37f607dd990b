import { Field, ID, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "One figure or word of one record, as it read at a version of that record; drafts cite facts and stale facts void an approval." })
export class Fact {
  @Field({ description: "Human number of the record." })
  record!: string;

  @Field({ description: "Kind of the record, for example order, invoice or payment." })
  recordType!: string;

  @Field(() => ID, { description: "Identifier of the record." })
  recordId!: string;

  @Field({ description: "Field of the record, for example outstanding." })
  field!: string;

  @Field({ description: "What the field is called when people read it." })
  label!: string;

  @Field({ description: "The value as people read it, with its unit or currency." })
  value!: string;

  @Field(() => Int, { description: "Version of the record the value was read at." })
  version!: number;

  @Field({ description: "Computed from the record and the clock (days overdue, for example), so it may change without a new version." })
  derived!: boolean;
}
