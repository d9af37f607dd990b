import { IconRobot, IconServer, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { emphasised } from "../../components/emphasis";
import { clock, exactInstant } from "../../components/time";
import { When } from "../../components/When";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import { pageOf } from "../pageOf";
import { type Details, movesOf, remarkOf, sentenceOf, voiceOf } from "./entryText";
import styles from "./Timeline.module.css";

export const TimelineEntry_entry = graphql(`
  fragment TimelineEntry_entry on AuditEntry {
    id type occurredAt actorKind actorName via subjectKind subjectNumber details
    draft { id number currentRevision { id body } approvals { id decision createdAt approver { id name } } }
  }
`);

const ICONS = { people: IconUser, agents: IconRobot, systems: IconServer };

/** One line of the story, with the message text and the approval behind a post. */
export function TimelineEntry({ entry: masked, subjectNumber }: { entry: FragmentType<typeof TimelineEntry_entry>; subjectNumber?: string }) {
  const entry = getFragmentData(TimelineEntry_entry, masked);
  const details = (entry.details ?? {}) as Details;
  const voice = voiceOf(entry.actorKind);
  const Icon = ICONS[voice];
  const remark = remarkOf(details);
  const moves = entry.type.startsWith("message.") ? [] : movesOf(details);
  const isPost = entry.type === "message.sent" || entry.type === "message.queued";
  const body = details.body ?? (entry.type === "message.sent" ? entry.draft?.currentRevision?.body : undefined);
  const approval = isPost ? entry.draft?.approvals.find(({ decision }) => decision === "APPROVED") : undefined;
  const reference = details.after?.externalMessageId as string | undefined;
  const elsewhere = entry.subjectNumber && entry.subjectNumber !== subjectNumber ? entry.subjectNumber : undefined;

  return (
    <li className={styles.entry} data-voice={voice}>
      <span className={styles.icon} title={voice}><Icon size={13} aria-label={voice === "people" ? "Person" : voice === "agents" ? "Agent" : "System"} /></span>
      <div className={styles.text}>
        <p>
          <span className={styles.actor}>{entry.actorName}</span> {sentenceOf(entry.type)}
          {elsewhere && <> <RecordLink kind={entry.subjectKind} number={elsewhere} /></>}
        </p>
        {remark && <p className={styles.remark}>“{remark}”</p>}
        {moves.length > 0 && (
          <p className={styles.moves}>
            {moves.map(({ name, from, to }) => <span key={name}>{name}: {from && <><del>{from}</del> → </>}<ins>{to}</ins></span>)}
          </p>
        )}
        {details.recipients && <p className={styles.approval}>To {details.recipients.join(", ")}</p>}
        {body && <Said body={body} />}
        {approval && <p className={styles.approval}>Approved by {approval.approver.name}, <span title={exactInstant(approval.createdAt)}>{clock(approval.createdAt)}</span></p>}
        {reference && <p className={styles.approval}>Reference <code>{reference}</code></p>}
      </div>
      <span className={styles.when}><When at={entry.occurredAt} /></span>
    </li>
  );
}

function RecordLink({ kind, number }: { kind: string; number: string }) {
  const page = pageOf(kind);
  return page ? <Link className={styles.record} to={`/${page}/${encodeURIComponent(number)}`}>{number}</Link> : <span className={styles.record}>{number}</span>;
}

const SHORT = 180;

function Said({ body }: { body: string }) {
  const [whole, setWhole] = useState(false);
  const long = body.length > SHORT;
  return (
    <blockquote className={styles.said}>
      {emphasised([{ text: long && !whole ? `${body.slice(0, SHORT).trimEnd()}… ` : body }]).map(({ text, bold }, index) => (bold ? <strong key={index}>{text}</strong> : text))}
      {long && <button type="button" className={styles.more} onClick={() => setWhole(!whole)}>{whole ? " Show less" : "Show all"}</button>}
    </blockquote>
  );
}

