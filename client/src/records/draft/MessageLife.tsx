import { Button } from "@mantine/core";
import { IconCheck, IconLoader2, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { StateTag } from "../../components/StateTag";
import { exactInstant } from "../../components/time";
import { When } from "../../components/When";
import { words } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import styles from "./MessageLife.module.css";
import { SettleDialog } from "./SettleDialog";

export const MessageLife_message = graphql(`
  fragment MessageLife_message on OutboundMessage {
    id version status recipient attempts queuedAt sendingAt sentAt nextAttemptAt adapter
    externalMessageId externalChannel externalLink failureReason settledReason
    settledBy { id name }
    channel { id code }
    events(first: 10) { id status occurredAt detail }
  }
`);

const ROAD = ["QUEUED", "SENDING", "SENT", "DELIVERED", "READ"];

/** One message's own life, from the queue to the reader, as far as its channel tells. */
export function MessageLife({ message: masked }: { message: FragmentType<typeof MessageLife_message> }) {
  const message = getFragmentData(MessageLife_message, masked);
  const [settling, setSettling] = useState(false);
  const { status } = message;
  const reached = ROAD.indexOf(status === "RETRYING" ? "QUEUED" : status);
  const off = reached < 0;
  const seen = new Set(message.events.map((event) => event.status as string));
  const steps = ROAD.slice(0, 3).concat(ROAD.slice(3).filter((step) => seen.has(step) || status === step));
  return (
    <section className={styles.life} aria-label={`Message to ${message.channel.code}`} aria-live="polite">
      <div className={styles.head}>
        <StateTag of="message" state={status} />
        <span className="soft">to {message.recipient && !message.channel.code.endsWith(message.recipient) ? `${message.recipient} · ` : ""}{message.channel.code}{message.adapter === "recording" && ", kept in the built-in outbox"}</span>
        {message.externalMessageId && <span className="muted">Reference {message.externalLink && /^https?:/i.test(message.externalLink) ? <a className="link" href={message.externalLink} target="_blank" rel="noopener noreferrer"><code>{message.externalMessageId}</code></a> : <code>{message.externalMessageId}</code>}</span>}
      </div>
      <ol className={styles.steps}>
        {steps.map((step, index) => {
          const done = off ? seen.has(step) || (step === "QUEUED") || (step === "SENDING" && message.sendingAt !== null) : index < reached || (index === reached && reached >= 2);
          const now = !off && index === reached && reached < 2;
          const at = { QUEUED: message.queuedAt, SENDING: message.sendingAt, SENT: message.sentAt }[step] ?? message.events.find((event) => event.status === step)?.occurredAt;
          return (
            <li key={step} className={done ? styles.done : now ? styles.now : undefined} title={at && (done || now) ? exactInstant(at) : undefined}>
              <span className={styles.dot}>{done ? <IconCheck size={11} aria-hidden /> : now ? <IconLoader2 size={11} className={styles.spin} aria-hidden /> : null}</span>
              {words(step)}<span className="sr-only">{done ? ", done" : now ? ", now" : ", not yet"}</span>
            </li>
          );
        })}
        {off && (
          <li className={status === "UNKNOWN" ? styles.unknown : status === "FAILED" ? styles.failed : undefined}>
            <span className={styles.dot}>{status === "UNKNOWN" ? <IconQuestionMark size={11} aria-hidden /> : <IconX size={11} aria-hidden />}</span>{words(status)}
          </li>
        )}
      </ol>
      {message.failureReason && <p className="soft">{message.failureReason}{status === "RETRYING" && message.nextAttemptAt && <> Next try <When at={message.nextAttemptAt} />.</>}</p>}
      {message.settledReason && <p className="soft">Settled by {message.settledBy?.name ?? "somebody"}: “{message.settledReason}”</p>}
      {status === "UNKNOWN" && (
        <div className={styles.settle}>
          <p>The channel did not say whether it went out. It is never sent again by itself: look in the channel, then say what you found.</p>
          <Button variant="default" onClick={() => setSettling(true)}>Settle…</Button>
        </div>
      )}
      {settling && <SettleDialog messageId={message.id} version={message.version} channel={message.channel.code} onClose={() => setSettling(false)} />}
    </section>
  );
}
