export interface DiffPiece { text: string; change?: "added" | "removed" }

/** What turns one text into the other, word by word: the longest common subsequence keeps the most of what both share. */
export function wordDiff(before: string, after: string): DiffPiece[] {
  const from = before.split(/(\s+)/);
  const to = after.split(/(\s+)/);
  const common: number[][] = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  const at = (row: number, column: number) => common[row]![column]!;
  for (let row = from.length - 1; row >= 0; row--) {
    for (let column = to.length - 1; column >= 0; column--) {
      common[row]![column] = from[row] === to[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pieces: DiffPiece[] = [];
  const add = (text: string, change?: DiffPiece["change"]) => {
    const last = pieces.at(-1);
    if (last && last.change === change) last.text += text;
    else pieces.push(change ? { text, change } : { text });
  };
  let row = 0;
  let column = 0;
  while (row < from.length || column < to.length) {
    if (row < from.length && column < to.length && from[row] === to[column]) { add(from[row]!); row++; column++; }
    else if (column >= to.length || (row < from.length && at(row + 1, column) >= at(row, column + 1))) add(from[row++]!, "removed");
    else add(to[column++]!, "added");
  }
  return isRewrite(pieces, before, after) ? [{ text: before, change: "removed" }, { text: after, change: "added" }] : pieces.filter(({ text }) => text !== "");
}

/** Texts that share little read better one after the other than woven into each other. */
function isRewrite(pieces: DiffPiece[], before: string, after: string): boolean {
  const letters = (text: string) => text.replace(/\s/g, "").length;
  const kept = pieces.reduce((sum, { text, change }) => sum + (change ? 0 : letters(text)), 0);
  return kept < 0.4 * Math.min(letters(before), letters(after));
}
