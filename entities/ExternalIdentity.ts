import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Personal, Plain } from "./columns.js";
import { Row } from "./Row.js";
import { User } from "./User.js";

/** Who a user is in a chat system, linked by a one-time code. The API shows none of it. */
@Entity("external_identities")
export class ExternalIdentity extends Row {
  @Plain("uuid")
  userId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  @Plain("text")
  system!: string;

  @Personal("text")
  externalId!: string;
}
