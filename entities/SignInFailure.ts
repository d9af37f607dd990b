import { Entity, PrimaryColumn } from "typeorm";
import { optional, Plain } from "./columns.js";

/** How often sign-ins failed lately of one account, from one address, or of both together. The API shows none of it. */
@Entity("sign_in_failures")
export class SignInFailure {
  /** SHA-256 of what is counted, so that no e-mail and no address stands here. */
  @PrimaryColumn("bytea")
  key!: Buffer;

  @Plain("integer")
  failures!: number;

  @Plain("timestamptz")
  lastAt!: Date;

  /** Until when no further try is looked at; null while tries are free. */
  @Plain("timestamptz", optional)
  waitsUntil!: Date | null;
}
