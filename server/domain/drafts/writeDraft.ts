import type { Draft } from "../../../entities/Draft.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import { channelOf } from "../channels/channelOf.js";
import { wordingFor } from "../channels/recipientsFor.js";
import { requireOpen } from "../changeOne.js";
import { OVER } from "../../records/followUpTask.lifecycle.js";
import { lockFor } from "../lockFor.js";
import { visible } from "../visible.js";
import { deadlineOf } from "./deadline.js";
import { factsToWrite } from "./factsToWrite.js";
import { knownNames } from "./knownNames.js";
import { proposeDraft } from "./proposeDraft.js";

export interface WriteDraft { taskId: string; channel?: string | null; subject?: string | null; body: string }

/** Puts a person's own words up for review, beside the facts of the record and with figures that none of them supports marked. */
export async function writeDraft(ctx: Context, { taskId, channel: code, subject, body }: WriteDraft): Promise<Draft> {
  const prepared = await ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change", ["exception"]);
    requireOpen(task, OVER);
    return { task, channel: await channelOf(tx, task, code), facts: await factsToWrite(tx, task, task.exception.facts), known: await knownNames(tx, task), deadline: await deadlineOf(ctx, tx, task) };
  });
  const { task, channel, facts, known, deadline } = prepared;
  const words = [subject, visible(body)].join("\n\n");
  return proposeDraft(ctx, {
    taskId: task.id,
    channelId: channel.id,
    action: wordingFor(channel),
    subject,
    body,
    facts,
    deadline,
    ungrounded: ctx.services.drafter.ground(words, [...facts, deadline], known).ungrounded.map(({ text }) => text),
  });
}
