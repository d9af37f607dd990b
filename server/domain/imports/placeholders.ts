/** Signs that stand for nothing wherever they stand alone. */
const SIGNS = new Set(["n/a", "#n/a", "n.a.", "-", "--", "---", "\u2013", "\u2014", "#null!", "(null)", "(blank)"]);
/** Words that mean it everywhere but in names: there is a Mr Null, and a company may be called None. */
const WORDS = new Set(["null", "none", "nil", "nan", "undefined"]);
const LONGEST = 9;

/** Whether a cell says in so many words that it holds no value. */
export function isPlaceholder(cell: string, isName = false): boolean {
  if (cell.length > LONGEST) return false;
  const word = cell.toLowerCase();
  return SIGNS.has(word) || (!isName && WORDS.has(word));
}
