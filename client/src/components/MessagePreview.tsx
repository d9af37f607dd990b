import { IconBrandSlack, IconBrandTelegram, IconBrandWhatsapp, IconInbox, IconMail, IconMessage } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { emphasised, type PreviewPiece } from "./emphasis";
import styles from "./MessagePreview.module.css";
import { words } from "./words";

const ICONS: Record<string, typeof IconMail> = { SLACK: IconBrandSlack, TELEGRAM: IconBrandTelegram, WHATSAPP: IconBrandWhatsapp, EMAIL: IconMail, RECORDING: IconInbox };
const NAMES: Record<string, string> = { EMAIL: "E-mail", WHATSAPP: "WhatsApp", RECORDING: "Built-in outbox" };

interface Props {
  kind: string;
  place: string;
  aside?: ReactNode;
  subject?: string | null;
  pieces: readonly PreviewPiece[];
  lit: number | null;
  onPoint: (fact: number | null) => void;
  footer?: ReactNode;
}

/** A message as its channel will show it, with its figures tied to the facts beside it. */
export function MessagePreview({ kind, place, aside, subject, pieces, lit, onPoint, footer }: Props) {
  const Icon = ICONS[kind] ?? IconMessage;
  return (
    <article className={styles.message} aria-label="Message as it will be posted">
      <header className={styles.to}>
        <span className={styles.place}><Icon size={15} aria-hidden /><span className={styles.kind}>{NAMES[kind] ?? words(kind)}</span> <strong>{place}</strong></span>
        <span className="muted">{aside}</span>
      </header>
      <div className={styles.body}>
        {subject && <p className={styles.subject}>{subject}</p>}
        {(kind === "EMAIL" ? pieces : emphasised(pieces)).map((piece, index) => <Piece key={index} piece={piece} lit={lit} onPoint={onPoint} />)}
      </div>
      {footer}
    </article>
  );
}

function Piece({ piece: { text, fact, doubt, bold }, lit, onPoint }: { piece: PreviewPiece & { bold?: boolean }; lit: number | null; onPoint: Props["onPoint"] }) {
  if (doubt) return <mark className={styles.doubtful} title={doubt}><span className="sr-only">Not among the facts: </span>{text}</mark>;
  if (fact !== undefined) {
    return (
      <mark className={`${styles.grounded} ${lit === fact ? styles.lit : ""}`} data-fact={fact} tabIndex={0} style={bold ? { fontWeight: 700 } : undefined}
        onMouseEnter={() => onPoint(fact)} onMouseLeave={() => onPoint(null)} onFocus={() => onPoint(fact)} onBlur={() => onPoint(null)}>
        {text}
      </mark>
    );
  }
  return bold ? <strong>{text}</strong> : <>{text}</>;
}
