import { Field, Float, ObjectType } from "type-graphql";

@ObjectType({ description: "One reason for an exception's score; the points of all parts sum to it." })
export class ScorePart {
  @Field({ description: "Which part, for example severity or time_pressure." })
  code!: string;

  @Field({ description: "What the part is called when people read it." })
  label!: string;

  @Field(() => Float, { description: "Share of the whole score, 0 to 1." })
  weight!: number;

  @Field(() => Float, { description: "How strongly it applies, 0 to 1." })
  value!: number;

  @Field(() => Float, { description: "Points it adds, out of 100." })
  points!: number;
}
