import styles from "./Score.module.css";

/** Place in the queue as a small bar with its number. */
export const Score = ({ score }: { score: number }) => (
  <span className={styles.score} title={`Score ${score} of 100`}>
    <span className={styles.track} aria-hidden><span className={styles.fill} style={{ width: `${score}%` }} /></span>
    <span className={styles.number}><span className="sr-only">Score </span>{score}</span>
  </span>
);

const SEVERITIES = ["", "Watch", "Minor", "Major", "Critical"];

/** Severity speaks by weight, not by colour: one to four filled steps. */
export const Severity = ({ severity, named = false }: { severity: number; named?: boolean }) => (
  <span className={styles.severity} title={`Severity ${severity} of 4: ${SEVERITIES[severity]?.toLowerCase()}`}>
    <span className={styles.steps} aria-hidden>{[1, 2, 3, 4].map((step) => <i key={step} className={step <= severity ? styles.on : undefined} />)}</span>
    <span className={named ? undefined : "sr-only"}>{SEVERITIES[severity]}</span>
  </span>
);

export interface Part { code: string; label: string; weight: number; value: number; points: number }

/** Why the score is what it is: each part's points against the most it could add. */
export function ScoreParts({ score, parts }: { score: number; parts: readonly Part[] }) {
  return (
    <div>
      <div className={styles.stacked} aria-hidden>
        {parts.map((part, index) => <i key={part.code} style={{ width: `${part.points}%`, opacity: 1 - index * 0.14 }} title={`${part.label}: ${part.points}`} />)}
      </div>
      <table className={styles.parts}>
        <caption className="sr-only">Score {score} of 100, by parts</caption>
        <thead className="sr-only"><tr><th>Part</th><th>How strongly</th><th>Points</th></tr></thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.code}>
              <th scope="row">{part.label}</th>
              <td><span className={styles.track} title={`${Math.round(part.value * 100)} % of ${Math.round(part.weight * 100)} points`}><span className={styles.fill} style={{ width: `${part.value * 100}%` }} /></span></td>
              <td className={styles.points}>{round(part.points)}<span className="muted"> of {Math.round(part.weight * 100)}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const round = (points: number) => Number(points.toFixed(1)).toLocaleString();
