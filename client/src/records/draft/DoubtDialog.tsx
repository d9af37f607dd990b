import { Button, Group, List, Modal, Stack } from "@mantine/core";

/** A claim without a fact needs a second look before it goes out in the company's name. */
export const DoubtDialog = ({ claims, onApprove, onClose }: { claims: readonly { text: string; start: number; reason?: string | null }[]; onApprove: () => void; onClose: () => void }) => (
  <Modal opened onClose={onClose} title="Not everything here is on record" size="md">
    <Stack>
      <p>No fact of this record carries:</p>
      <List>{claims.map(({ text, start, reason }) => <List.Item key={start}><strong>{text}</strong> <span className="muted">{reason}</span></List.Item>)}</List>
      <p>Approve only when you know it to be true; your name stands behind it.</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>Go back</Button>
        <Button color="breach" onClick={onApprove}>Approve anyway</Button>
      </Group>
    </Stack>
  </Modal>
);
