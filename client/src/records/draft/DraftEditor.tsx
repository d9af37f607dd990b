import { Alert, Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { type RefusalData, say, useVerb } from "../../app/useVerb";
import { Kbd } from "../../components/Kbd";
import { getFragmentData } from "../../gql";
import type { DraftReview_DraftFragment } from "../../gql/graphql";
import { DRAFT_EDIT } from "./draftVerbs";
import { DraftReview_draft } from "./fragments";

interface Props {
  draft: { draftId: string; version: number };
  text: { subject: string; body: string };
  withSubject: boolean;
  onText: (text: { subject: string; body: string }) => void;
  onStale: (refusal: RefusalData) => void;
  /** With the draft as it was saved, or with nothing where the words were dropped. */
  onClose: (saved?: DraftReview_DraftFragment) => void;
}

/** The whole text as it should go out; saving makes it the next revision, checked against the facts again. */
export function DraftEditor({ draft, text, withSubject, onText, onStale, onClose }: Props) {
  const [refused, setRefused] = useState<string>();
  const [edit, busy] = useVerb(DRAFT_EDIT);
  const save = async () => {
    const { done, refusal } = await edit({ ...draft, body: text.body, ...(withSubject ? { subject: text.subject } : {}) });
    if (refusal?.code === "STALE_VERSION") return onStale(refusal);
    if (refusal) return setRefused(refusal.message);
    say("Saved as a new revision", "Its figures were checked against the facts again.");
    onClose(getFragmentData(DraftReview_draft, done.draft) ?? undefined);
  };
  return (
    <form style={{ padding: 14 }} onSubmit={(event) => { event.preventDefault(); void save(); }}
      onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(); if (event.key === "Escape") { event.stopPropagation(); onClose(); } }}>
      <Stack gap="sm">
        {withSubject && <TextInput label="Subject" value={text.subject} onChange={(event) => onText({ ...text, subject: event.currentTarget.value })} />}
        <Textarea label="Message" autosize minRows={8} maxRows={24} autoFocus value={text.body} onChange={(event) => onText({ ...text, body: event.currentTarget.value })} />
        {refused && <Alert color="breach" role="alert">{refused}</Alert>}
        <Group>
          <Button type="submit" loading={busy} disabled={!text.body.trim()} rightSection={<Kbd>Ctrl ⏎</Kbd>}>Save revision</Button>
          <Button variant="default" onClick={() => onClose()}>Discard</Button>
        </Group>
      </Stack>
    </form>
  );
}
