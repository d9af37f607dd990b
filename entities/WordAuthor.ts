import { Field, ID, ObjectType } from "type-graphql";
import { WordSource } from "./enums.js";

@ObjectType({ description: "A person whose words a draft may carry, and how these came in." })
export class WordAuthor {
  @Field(() => ID, { description: "Identifier of the person." })
  userId!: string;

  @Field(() => WordSource, { description: "How their words came in." })
  source!: WordSource;
}
