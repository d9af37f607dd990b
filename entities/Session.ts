import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Personal, Plain, Secret } from "./columns.js";
import { Row } from "./Row.js";
import { User } from "./User.js";

/** One sign-in. The API shows none of it. */
@Entity("sessions")
export class Session extends Row {
  @Plain("uuid")
  userId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  @Secret("bytea")
  tokenHash!: Buffer;

  /** Given to a script in an Authorization header, not to a browser in a cookie. */
  @Plain("boolean", { default: false })
  bearer!: boolean;

  @Personal("text", optional)
  ip!: string | null;

  @Personal("text", optional)
  userAgent!: string | null;

  @Plain("timestamptz")
  lastSeenAt!: Date;

  @Plain("timestamptz")
  expiresAt!: Date;

  @Plain("timestamptz", optional)
  revokedAt!: Date | null;
}
