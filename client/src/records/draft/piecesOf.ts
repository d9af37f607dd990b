import type { PreviewPiece } from "../../components/emphasis";

interface Figure { start: number; end: number; factIndex?: number | null; reason?: string | null }

/** Cuts a message at its figures: each is tied to the fact that carries it, or says why none does. */
export function piecesOf(body: string, figures: readonly Figure[]): PreviewPiece[] {
  const pieces: PreviewPiece[] = [];
  let at = 0;
  for (const { start, end, factIndex, reason } of figures) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: body.slice(at, start) });
    const text = body.slice(start, end);
    pieces.push(typeof factIndex === "number" ? { text, fact: factIndex } : { text, doubt: reason ?? "Not among the facts." });
    at = end;
  }
  if (at < body.length) pieces.push({ text: body.slice(at) });
  return pieces;
}
