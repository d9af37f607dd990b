import { type Tone, toneOf, wordOf } from "../../components/states";
import { words } from "../../components/words";

interface Spoken {
  status: string;
  drafts: readonly { state: string; viewerMay: readonly string[] }[];
  outboundMessages: readonly { status: string; queuedAt: string }[];
}

/** What stands last on a task, said from the reader's side: what waits for them comes before what waits for others. */
export function lastWord({ status, drafts, outboundMessages }: Spoken): { tone: Tone; text: string; title?: string } {
  const unsettled = outboundMessages.find((message) => message.status === "UNKNOWN");
  if (unsettled) return { tone: "risk", text: "Settle the post", title: "Nobody knows whether it went out; a person says so" };
  if (drafts.some((draft) => draft.viewerMay.includes("draftApprove"))) return { tone: "risk", text: "Your approval" };
  const last = [...outboundMessages].sort((one, other) => other.queuedAt.localeCompare(one.queuedAt))[0];
  if (last?.status === "FAILED" && status !== "RESOLVED" && !drafts.some(({ state }) => state === "PENDING")) return { tone: "breach", text: "Post failed" };
  return { tone: toneOf("task", status), text: wordOf("task", status) ?? words(status) };
}
