import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain, Secret } from "./columns.js";
import { Row } from "./Row.js";
import { User } from "./User.js";

@ObjectType({ description: "A key for an integration. It is shown once, when made; only its hash is kept, and it can never approve." })
@Entity("api_tokens")
export class ApiToken extends Row {
  @Plain("uuid")
  userId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  @Field({ description: "What it is for." })
  @Plain("text")
  name!: string;

  @Field({ description: "Its first characters, to tell tokens apart." })
  @Plain("text")
  prefix!: string;

  @Secret("bytea")
  tokenHash!: Buffer;

  @Field(() => [String], { description: "What it may be used for: read, work:write, drafts:write, import. What it doesn't name is refused, and no token decides." })
  @Plain("text", { array: true, default: [] })
  scopes!: string[];

  @Field({ description: "Until when it works." })
  @Plain("timestamptz")
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was last used." })
  @Plain("timestamptz", optional)
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was taken back." })
  @Plain("timestamptz", optional)
  revokedAt!: Date | null;
}
