import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Channel } from "./Channel.js";
import { Plain } from "./columns.js";
import { FollowUpTask } from "./FollowUpTask.js";

/** The channels of a task, in the order they are tried; the API shows their codes on the task. */
@Entity("follow_up_task_channels")
export class FollowUpTaskChannel {
  @PrimaryColumn("uuid")
  taskId!: string;

  @ManyToOne(() => FollowUpTask)
  @JoinColumn({ name: "task_id" })
  task!: Relation<FollowUpTask>;

  @PrimaryColumn("uuid")
  channelId!: string;

  @ManyToOne(() => Channel)
  @JoinColumn({ name: "channel_id" })
  channel!: Relation<Channel>;

  @Plain("integer")
  position!: number;
}
