import { Entity, PrimaryColumn } from "typeorm";
import { optional, Personal, Plain } from "./columns.js";

/** The answer once given to a call, given again when the call is repeated. The API shows none of it. */
@Entity("idempotency_keys")
export class IdempotencyKey {
  @PrimaryColumn("uuid")
  userId!: string;

  @PrimaryColumn("text")
  operation!: string;

  @PrimaryColumn("text")
  key!: string;

  /** SHA-256 of the input, its key left out; null for calls of releases that kept none. */
  @Plain("text", optional)
  inputHash!: string | null;

  @Personal("jsonb")
  result!: unknown;

  @Plain("timestamptz")
  createdAt!: Date;
}
