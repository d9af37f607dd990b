import { Alert, Button, Group, Modal, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@apollo/client/react";
import { type ReactNode, useState } from "react";
import { sayUndoable } from "../../app/undo";
import { say, sayRefused, useVerb } from "../../app/useVerb";
import { leave, wordsKeptFor } from "./leaving";
import { EXCEPTION_CAUSE, TASK_REOPEN, TASK_RESOLVE, TASK_SNOOZE, TASK_UPDATE } from "./taskVerbs";
import { snoozeChoices } from "./snoozeChoices";

export interface TaskRef { taskId: string; version: number; nextCheckAt?: string | null }
interface Props { task: TaskRef; onClose: () => void; onDone?: () => void }

/** Takes a task out of the queue until a chosen moment; its clocks go on. */
export function SnoozeDialog({ task, onClose, onDone }: Props) {
  const [choices] = useState(() => snoozeChoices(new Date()));
  const [until, setUntil] = useState(choices[0]!.until);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string>();
  const [snooze, busy] = useVerb(TASK_SNOOZE);
  const [update] = useVerb(TASK_UPDATE);
  const { taskId, version, nextCheckAt } = task;
  const undo = async (snoozed: number) => {
    const woken = await snooze({ taskId, version: snoozed, until: null });
    const { refusal } = woken.done?.followUpTask && nextCheckAt ? await update({ taskId, version: woken.done.followUpTask.version, nextCheckAt }) : woken;
    if (refusal && refusal.code !== "ERROR") sayRefused(refusal);
    return !refusal;
  };
  const submit = async () => {
    const { done, refusal } = await snooze({ taskId, version, until, reason: reason.trim() || null });
    if (refusal) return setRefused(refusal.message);
    sayUndoable(`${taskId} snoozed`, () => undo(done.followUpTask!.version), "It comes back by itself.");
    onDone?.();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Snooze ${task.taskId}`} size="sm">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack>
          <Radio.Group label="Back in the queue" value={until} onChange={setUntil}>
            <Stack gap={6} mt={6}>{choices.map((choice) => <Radio key={choice.until} value={choice.until} label={choice.label} description={choice.exact} />)}</Stack>
          </Radio.Group>
          <TextInput label="Why" description="For whoever wonders; not required" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {refused && <Alert color="breach" role="alert">{refused}</Alert>}
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>Cancel</Button><Button type="submit" loading={busy}>Snooze</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Ends a task with a sentence on how, after saying whether its case would open again; `onDone` moves on to the next one. */
export function ResolveDialog({ exceptionId, ...props }: Props & { exceptionId: string }) {
  const { data } = useQuery(EXCEPTION_CAUSE, { variables: { id: exceptionId }, fetchPolicy: "network-only", errorPolicy: "ignore" });
  const cause = data?.exceptionCause;
  return (
    <SentenceDialog {...props} verb="resolve" button={cause?.stands ? "Resolve anyway" : undefined}>
      {cause?.stands && (
        <Alert color="breach" role="status" title={`${cause.reason}; the case will reopen.`}>
          It comes back with the same owner and a fresh SLA clock. To leave it aside although its cause stands, dismiss the exception instead.
        </Alert>
      )}
    </SentenceDialog>
  );
}
export const ReopenDialog = (props: Props) => <SentenceDialog {...props} verb="reopen" />;

const WORDS = {
  resolve: { title: "Resolve", label: "How was it resolved?", placeholder: "Paid on the phone, confirmed by the bank", done: "resolved" },
  reopen: { title: "Take up again", label: "Why is it taken up again?", placeholder: "The payment bounced", done: "is back in the queue" },
};

function SentenceDialog({ task, onClose, onDone, verb, button, children }: Props & { verb: keyof typeof WORDS; button?: string; children?: ReactNode }) {
  const [sentence, setSentence] = useState(() => wordsKeptFor(task.taskId));
  const [refused, setRefused] = useState<string>();
  const [resolve] = useVerb(TASK_RESOLVE);
  const [reopen, reopening] = useVerb(TASK_REOPEN);
  const text = WORDS[verb];
  const { taskId, version } = task;
  const undoResolve = async (resolved: number) => {
    const { refusal } = await reopen({ taskId, version: resolved, reason: "Resolved by mistake." });
    if (refusal && refusal.code !== "ERROR") sayRefused(refusal);
    return !refusal;
  };
  /** The row leaves at once and comes back, with the reason, where the server refuses; what was written is kept for the next try. */
  const resolveNow = () => {
    void leave(taskId, sentence, async () => {
      const { done, refusal } = await resolve({ taskId, version, resolution: sentence });
      if (done) sayUndoable(`${taskId} resolved`, () => undoResolve(done.followUpTask!.version));
      else if (refusal.code !== "ERROR") sayRefused({ ...refusal, message: `${taskId} is not resolved. ${refusal.message}` });
      return Boolean(done);
    });
    onDone?.();
    onClose();
  };
  const submit = async () => {
    if (verb === "resolve") return resolveNow();
    const { refusal } = await reopen({ taskId, version, reason: sentence });
    if (refusal) return setRefused(refusal.message);
    say(`${taskId} ${text.done}`);
    onDone?.();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`${text.title} ${task.taskId}`} size="md">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack>
          {children}
          <Textarea label={text.label} placeholder={text.placeholder} required data-autofocus autosize minRows={2} value={sentence} onChange={(event) => setSentence(event.currentTarget.value)} />
          {refused && <Alert color="breach" role="alert">{refused}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={reopening} disabled={!sentence.trim()}>{button ?? text.title}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
