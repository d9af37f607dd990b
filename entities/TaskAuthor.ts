import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { WordSource } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { ImmutableRow } from "./Row.js";
import { User } from "./User.js";

/** Somebody whose words an agent may put into the drafts of a task. It stays when the words are taken back, since a draft may have kept them. */
@Entity("task_authors")
export class TaskAuthor extends ImmutableRow {
  @Plain("uuid")
  exceptionId!: string;

  @ManyToOne(() => ExceptionCase)
  @JoinColumn({ name: "exception_id" })
  exception!: Relation<ExceptionCase>;

  /** Null for words of the case, which every task of it hands on. */
  @Plain("uuid", optional)
  taskId!: string | null;

  @ManyToOne(() => FollowUpTask)
  @JoinColumn({ name: "task_id" })
  task!: Relation<FollowUpTask> | null;

  @Plain("uuid")
  userId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  @Plain("text")
  source!: WordSource;
}
