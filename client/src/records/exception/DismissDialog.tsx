import { Alert, Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { say, useVerb } from "../../app/useVerb";
import { EXCEPTION_DISMISS } from "./exceptionVerbs";

/** Sets an exception aside; it stays quiet until its cause has cleared once. */
export function DismissDialog({ exception, onClose }: { exception: { id: string; number: string; version: number }; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string>();
  const [dismiss, busy] = useVerb(EXCEPTION_DISMISS);
  const submit = async () => {
    const { refusal } = await dismiss({ exceptionId: exception.id, version: exception.version, reason });
    if (refusal) return setRefused(refusal.message);
    say(`${exception.number} dismissed`, "It stays quiet until its cause has cleared once.");
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Dismiss ${exception.number}`} size="md">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack>
          <Textarea label="Why does it need no work?" required data-autofocus autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {refused && <Alert color="breach" role="alert">{refused}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={busy} disabled={!reason.trim()}>Dismiss</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
