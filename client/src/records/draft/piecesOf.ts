import type { PreviewPiece } from "../../components/emphasis";

interface Figure { text: string; start: number; end: number; factIndex?: number | null; reason?: string | null }
interface Checked { body: string; highlights: readonly Figure[]; ungrounded: readonly string[] }

/** The figures that were found without a fact when the text was written; a reviewer looks at these twice. */
export const doubtsOf = ({ highlights, ungrounded }: Checked) =>
  highlights.filter(({ text, factIndex }) => typeof factIndex !== "number" && ungrounded.includes(text));

/** Cuts a message at its figures: each is tied to the fact that carries it, or says why none does. */
export function piecesOf(checked: Checked): PreviewPiece[] {
  const { body, highlights } = checked;
  const doubts = new Set(doubtsOf(checked));
  const pieces: PreviewPiece[] = [];
  let at = 0;
  for (const figure of highlights) {
    const { start, end, factIndex, reason } = figure;
    const isTied = typeof factIndex === "number";
    if (start < at || !(isTied || doubts.has(figure))) continue;
    if (start > at) pieces.push({ text: body.slice(at, start) });
    const text = body.slice(start, end);
    pieces.push(isTied ? { text, fact: factIndex } : { text, doubt: reason ?? "Not among the facts." });
    at = end;
  }
  if (at < body.length) pieces.push({ text: body.slice(at) });
  return pieces;
}
