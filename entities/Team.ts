import { Field, ObjectType } from "type-graphql";
import { Entity, ManyToMany, type Relation } from "typeorm";
import { Plain } from "./columns.js";
import { TeamCode } from "./enums.js";
import { Row } from "./Row.js";
import { User } from "./User.js";

@ObjectType({ description: "One of the five owning teams." })
@Entity("teams")
export class Team extends Row {
  @Field(() => TeamCode, { description: "The team's code, as records name their owner." })
  @Plain("text")
  code!: TeamCode;

  @Field({ description: "Name people use." })
  @Plain("text")
  name!: string;

  @Field(() => [User]) @ManyToMany(() => User, (user) => user.teams)
  members?: Relation<User[]>;
}
