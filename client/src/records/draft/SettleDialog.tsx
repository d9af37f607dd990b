import { Alert, Button, Group, Modal, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { say, useVerb } from "../../app/useVerb";
import { MESSAGE_SETTLE } from "./draftVerbs";

/** A person says what became of a message that its channel can't account for. */
export function SettleDialog({ messageId, version, channel, onClose }: { messageId: string; version: number; channel: string; onClose: () => void }) {
  const [sent, setSent] = useState<string>();
  const [reason, setReason] = useState("");
  const [reference, setReference] = useState("");
  const [refused, setRefused] = useState<string>();
  const [settle, busy] = useVerb(MESSAGE_SETTLE);
  const submit = async () => {
    const { refusal } = await settle({ messageId, version, sent: sent === "yes", reason, externalMessageId: reference.trim() || null });
    if (refusal) return setRefused(refusal.message);
    say("Settled", sent === "yes" ? "The message counts as posted." : "The message counts as not posted; nothing is sent again.");
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Did it arrive?" size="md">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack>
          <Radio.Group label={`What ${channel} shows`} value={sent ?? ""} onChange={setSent} required>
            <Stack gap={6} mt={6}><Radio value="yes" label="It is there" /><Radio value="no" label="It is not there" /></Stack>
          </Radio.Group>
          <Textarea label="How you know" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {sent === "yes" && <TextInput label="Message id or link" description="When the channel shows one" value={reference} onChange={(event) => setReference(event.currentTarget.value)} />}
          {refused && <Alert color="breach" role="alert">{refused}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={busy} disabled={!sent || !reason.trim()}>Settle</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
