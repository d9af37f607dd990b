import { Button, Group, Modal, Stack } from "@mantine/core";
import { TextDiff } from "../../components/TextDiff";

export interface Words { revision: number; subject?: string | null; body: string }
/** Subject and body as one text. */
export const textOf = ({ subject, body }: Pick<Words, "subject" | "body">) => (subject ? `${subject}\n\n${body}` : body);

interface Props {
  /** What the reviewer read, and what stands now. */
  read: Words;
  now: Words;
  by: string;
  why: string;
  /** The reviewer's own text, when they were writing. */
  mine?: string;
  onAdopt: () => void;
  onKeepMine?: () => void;
  onClose: () => void;
}

/** Two people at once: shows what changed since it was read. Nothing is overwritten; the reviewer decides anew. */
export function ConflictDialog({ read, now, by, why, mine, onAdopt, onKeepMine, onClose }: Props) {
  const same = read.body === now.body && read.subject === now.subject;
  return (
    <Modal opened onClose={onClose} title="This changed while you were reading" size="xl">
      <Stack>
        <p>{why} Nothing was sent and nothing was overwritten.</p>
        <div>
          <h2>{same ? "The text is the same; its state or facts changed" : `Revision ${read.revision}, which you read → revision ${now.revision}, by ${by}`}</h2>
          <TextDiff before={textOf(read)} after={textOf(now)} />
        </div>
        {mine !== undefined && <div><h2>Your text, against theirs</h2><TextDiff before={now.body} after={mine} /></div>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Close</Button>
          {onKeepMine && <Button variant="default" onClick={onKeepMine}>Go on with my text</Button>}
          <Button onClick={onAdopt}>Review revision {now.revision}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
