import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Plain } from "./columns.js";
import { User } from "./User.js";

/** A browser in which somebody signed in before. The API shows none of it. */
@Entity("known_devices")
export class KnownDevice {
  @PrimaryColumn("uuid")
  userId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  /** SHA-256 of the token that the browser keeps. */
  @PrimaryColumn("bytea")
  tokenHash!: Buffer;

  @Plain("timestamptz")
  lastUsedAt!: Date;
}
