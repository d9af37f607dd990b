import styles from "./TextDiff.module.css";
import { wordDiff } from "./wordDiff";

/** One text with what was taken out struck through and what came in underlined. */
export const TextDiff = ({ before, after }: { before: string; after: string }) => (
  <div className={styles.text}>
    {wordDiff(before, after).map(({ text, change }, index) =>
      change === "removed" ? <del key={index}>{text}</del> : change === "added" ? <ins key={index}>{text}</ins> : <span key={index}>{text}</span>)}
  </div>
);
