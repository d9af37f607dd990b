/** A piece of a message: plain, the figure of a fact by its place in the list, or a claim that no fact carries, with the reason. */
export interface PreviewPiece { text: string; fact?: number; doubt?: string }

/** Chat's own emphasis, *bold* within a line, across pieces that were cut for other reasons. A star without a partner stays. */
export function emphasised(pieces: readonly PreviewPiece[]): (PreviewPiece & { bold?: boolean })[] {
  const whole = pieces.map(({ text }) => text).join("");
  const stars = new Set([...whole.matchAll(/(?<![\w*])\*[^*\n]+\*(?![\w*])/g)].flatMap((match) => [match.index, match.index + match[0].length - 1]));
  let at = 0;
  let bold = false;
  return pieces.flatMap((piece) => {
    const parts: (PreviewPiece & { bold?: boolean })[] = [];
    let text = "";
    const flush = () => { if (text) parts.push({ ...piece, text, ...(bold ? { bold } : {}) }); text = ""; };
    for (const character of piece.text) {
      if (stars.has(at)) { flush(); bold = !bold; }
      else text += character;
      at += character.length;
    }
    flush();
    return parts;
  });
}
