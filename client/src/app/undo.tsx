import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Kbd } from "../components/Kbd";
import { say } from "./useVerb";

const OFFERED_MS = 12_000;
let last: { id: string; undo: () => Promise<boolean> } | undefined;

/** Says what was done and offers to take it back for a while, by button and by Z. `undo` answers whether it did. */
export function sayUndoable(title: string, undo: () => Promise<boolean>, message?: string): void {
  const id = notifications.show({
    title, color: "live", autoClose: OFFERED_MS,
    message: <Group justify="space-between" gap="xs"><span>{message}</span><Button variant="default" rightSection={<Kbd>Z</Kbd>} onClick={() => void undoLast(id)}>Undo</Button></Group>,
    onClose: (closed) => { if (last?.id === closed.id) last = undefined; },
  });
  last = { id, undo };
}

/** Takes back what was done last, while that is offered. */
export async function undoLast(id = last?.id): Promise<void> {
  if (!last || last.id !== id) return;
  const { undo } = last;
  last = undefined;
  notifications.hide(id);
  if (await undo()) say("Undone");
}
