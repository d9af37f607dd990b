import { Alert, Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { type RefusalData, say, useVerb } from "../../app/useVerb";
import { DRAFT_REDO, DRAFT_REJECT } from "./draftVerbs";

const WORDS = {
  reject: { title: "Reject this draft", label: "Why?", description: "Its author and the audit will read it.", placeholder: "They paid this morning; nothing to chase", button: "Reject", done: "Draft rejected" },
  redo: { title: "Ask for another draft", label: "What should be different?", description: "The agent writes again at once.", placeholder: "Shorter, and name the release amount", button: "Ask again", done: "Asked for another draft" },
};

interface Props {
  verb: keyof typeof WORDS;
  draft: { draftId: string; version: number };
  onClose: () => void;
  onStale: (refusal: RefusalData) => void;
}

/** Turns a draft down, with the words that make the next one better. */
export function DecideDialog({ verb, draft, onClose, onStale }: Props) {
  const [said, setSaid] = useState("");
  const [refused, setRefused] = useState<string>();
  const [reject, rejecting] = useVerb(DRAFT_REJECT);
  const [redo, redoing] = useVerb(DRAFT_REDO);
  const text = WORDS[verb];
  const submit = async () => {
    const { refusal } = verb === "reject" ? await reject({ ...draft, reason: said }) : await redo({ ...draft, instruction: said });
    if (refusal?.code === "STALE_VERSION") { onClose(); return onStale(refusal); }
    if (refusal) return setRefused(refusal.message);
    say(text.done);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={text.title} size="md">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack>
          <Textarea label={text.label} description={text.description} placeholder={text.placeholder} required data-autofocus autosize minRows={2} value={said} onChange={(event) => setSaid(event.currentTarget.value)} />
          {refused && <Alert color="breach" role="alert">{refused}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={rejecting || redoing} disabled={!said.trim()} color={verb === "reject" ? "breach" : undefined}>{text.button}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
