import styles from "./Facts.module.css";
import { dayText } from "./time";
import { nounName, words } from "./words";

export interface FactValue { record: string; recordType: string; recordId: string; field: string; label: string; value: string; version: number; derived: boolean }

interface Props {
  facts: readonly FactValue[];
  /** Fact whose figure is pointed at in the text. */
  lit?: number | null;
  onPoint?: (fact: number | null) => void;
  /** Facts cited in the text, by place. */
  cited?: ReadonlySet<number>;
}

/** A fact's value as people say it; the figure stays the same. */
function said(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayText(value);
  return /^[a-z]+(_[a-z]+)+$/.test(value) ? words(value) : value;
}

/** Figures with the record and version they were read from. */
export function Facts({ facts, lit, onPoint, cited }: Props) {
  if (!facts.length) return <p className="muted">No facts were recorded.</p>;
  return (
    <ul className={styles.facts}>
      {facts.map((fact, index) => (
        <li key={`${fact.recordId}.${fact.field}.${index}`} className={lit === index ? styles.lit : undefined} data-fact={index}
          tabIndex={onPoint && cited?.has(index) ? 0 : undefined}
          onMouseEnter={onPoint && (() => onPoint(index))} onMouseLeave={onPoint && (() => onPoint(null))}
          onFocus={onPoint && (() => onPoint(index))} onBlur={onPoint && (() => onPoint(null))}>
          <span className={styles.label}>{fact.label}</span>
          <span className={styles.value}>{said(fact.value)}</span>
          <span className={styles.source} title={fact.derived ? "Computed from the record and the calendar" : `Read at version ${fact.version} of the record`}>
            {nounName(fact.recordType)} {fact.record}{fact.derived ? " · computed" : ` · v${fact.version}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
