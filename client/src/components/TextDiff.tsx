import styles from "./TextDiff.module.css";
import { wordDiff } from "./wordDiff";

/** One text with what was taken out struck through and what came in underlined; a rewrite stands under what it replaces. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const pieces = wordDiff(before, after);
  const isRewrite = pieces.length === 2 && pieces.every(({ change }) => change);
  return (
    <div className={`${styles.text} ${isRewrite ? styles.rewrite : ""}`}>
      {pieces.map(({ text, change }, index) => {
        const As = change === "removed" ? "del" : change === "added" ? "ins" : "span";
        return <As key={index}>{text}</As>;
      })}
    </div>
  );
}
