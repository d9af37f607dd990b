import type { Channel } from "../../../entities/Channel.js";
import type { Distributor } from "../../../entities/Distributor.js";
import type { DraftRevision } from "../../../entities/DraftRevision.js";
import { ScreeningState } from "../../../entities/enums.js";
import type { Tx } from "../../database/unitOfWork.js";
import { nobodyToWriteTo, recipientsFor } from "../channels/recipientsFor.js";
import { changedFacts } from "../facts/readFacts.js";
import { visible, visibleLine } from "../visible.js";
import { passedDeadline } from "./deadline.js";

const MATCHES = [ScreeningState.POTENTIAL_MATCH, ScreeningState.CONFIRMED_MATCH];

export interface Obstacle { code: "STALE_FACTS" | "SUPPRESSED" | "EXPIRED" | "ACTION_BLOCKED" | "NO_RECIPIENT" | "RECIPIENTS_CHANGED"; reason: string }

/** What speaks against sending these words about this distributor now; asked when a person approves and again right before the post. */
export async function obstacleTo(tx: Tx, distributor: Distributor, channel: Channel, revision: DraftRevision): Promise<Obstacle | null> {
  if (MATCHES.includes(distributor.screeningState)) {
    return { code: "SUPPRESSED", reason: `Sanctions screening of ${distributor.legalName} says ${distributor.screeningState.replace("_", " ")}; nothing may be sent until Legal has cleared it.` };
  }
  const { suppressedFrom, suppressedUntil, suppressionReason } = distributor;
  if (suppressedFrom && suppressedFrom <= tx.now && !(suppressedUntil && suppressedUntil <= tx.now)) {
    return { code: "SUPPRESSED", reason: `Nothing is sent about ${distributor.legalName} for now: ${suppressionReason ?? "no reason was given"}.` };
  }
  if (visible(revision.body) !== revision.body || visibleLine(revision.subject ?? "") !== (revision.subject ?? "")) {
    return { code: "ACTION_BLOCKED", reason: "The text holds characters that a reader can't see; edit it, which takes them out." };
  }
  const passed = passedDeadline(revision, tx.today);
  if (passed) return { code: "EXPIRED", reason: `The text asks for an answer by ${passed}, which has passed; edit it or ask the agent to redo it.` };
  const [misdirected, changed] = await Promise.all([notTheirs(tx, distributor, channel, revision), changedFacts(tx, revision.facts)]);
  if (misdirected) return misdirected;
  if (!changed.length) return null;
  const told = changed.map(({ fact, now }) => `${fact.label} of ${fact.record} was ${fact.value} and is now ${now ?? "gone"}`);
  return { code: "STALE_FACTS", reason: `The facts changed: ${told.join("; ")}.` };
}

/** The words are for the people they were written to, and for nobody else. */
async function notTheirs(tx: Tx, { id, legalName }: Distributor, channel: Channel, { recipients }: DraftRevision): Promise<Obstacle | null> {
  const now = await recipientsFor(tx, channel, id);
  if (!now.length) return { code: "NO_RECIPIENT", reason: nobodyToWriteTo(channel, legalName) };
  if (now.length === recipients.length && now.every((recipient) => recipients.includes(recipient))) return null;
  return { code: "RECIPIENTS_CHANGED", reason: `Whom ${channel.code} reaches about ${legalName} has changed since this was written; read it again and edit it, which addresses it anew.` };
}
