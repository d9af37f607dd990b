import { Field, Int, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { optional, Plain, Secret } from "./columns.js";
import { InboundEventState } from "./enums.js";
import { Row } from "./Row.js";

@ObjectType({ description: "Something a provider told us by its webhook, stored before it is processed. What it says is shown to nobody." })
@Entity("inbound_events")
export class InboundEvent extends Row {
  @Field({ description: "The provider: the last part of the address it came in by." })
  @Plain("text")
  source!: string;

  @Field({ description: "The provider's id of it, or a hash of its body where it has none; unique for its source." })
  @Plain("text")
  eventId!: string;

  @Field({ description: "When it came in first." })
  @Plain("timestamptz")
  receivedAt!: Date;

  /** Headers that processing may need. */
  @Secret("jsonb", { default: {} })
  headers!: Record<string, string>;

  /** As it was signed: words of people and the provider's own tokens among it. */
  @Secret("bytea")
  body!: Buffer;

  @Field(() => InboundEventState, { description: "Whether it waits to be processed, was processed, or was given up." })
  @Plain("text", { default: InboundEventState.PENDING })
  state!: InboundEventState;

  @Field(() => Int, { description: "How often it was tried since it came in or was last replayed." })
  @Plain("integer", { default: 0 })
  attempts!: number;

  @Field(() => Date, { nullable: true, description: "When it is tried next; null when it waits for nothing." })
  @Plain("timestamptz", optional)
  nextAttemptAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why the last try failed; null when none did." })
  @Plain("text", optional)
  lastError!: string | null;

  @Field(() => String, { nullable: true, description: "What became of it, or why nothing did; null until it is processed." })
  @Plain("text", optional)
  outcome!: string | null;

  @Field(() => Date, { nullable: true, description: "When it was processed." })
  @Plain("timestamptz", optional)
  processedAt!: Date | null;
}
