import { note, text as plainText, type CellStyle } from "./cells.js";
import { tidyKey, tidyText, tookAway } from "./invisible.js";
import { Problem, Remark, shown } from "./issues.js";
import type { Feed, Place } from "./layout.js";
import { isPlaceholder } from "./placeholders.js";

const REMEMBERED = 4_096;
const MISSING = new Problem("missing_value", "is blank");

/** What a cell means in its column; remembered, since cells repeat. */
export function valueOf(feed: Feed, place: Place | undefined, text: string, style: CellStyle): string | null | Problem | Remark {
  if (text === "") return feed.column.mandatory ? MISSING : null;
  const { known } = place ?? feed;
  const key = style.decimals === undefined ? text : `${text} of ${style.decimals} decimals`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= REMEMBERED) return read(feed, text, style);
  const copy = Buffer.from(text).toString(); // a cell is a piece of what was read with it, and would keep all of that
  const value = read(feed, copy, style);
  known.set(style.decimals === undefined ? copy : key, value);
  return value;
}

/** What a filled cell means once what programs put around it is off. */
function read({ column, made }: Feed, cell: string, style: CellStyle): string | null | Problem | Remark {
  const problem = implausible(cell);
  if (problem) return problem;
  const bare = unwrapped(cell);
  const isText = column.read === plainText || column.read === note;
  const tidy = isText ? tidyText(bare) : tidyKey(bare);
  if (tidy === "") return column.mandatory ? MISSING : null;
  if (!made && isPlaceholder(tidy, column.isName)) {
    return column.mandatory ? new Problem("missing_value", "says that there is no value, which this column must have") : new Remark(null, "placeholder", `${shown(tidy)} means no value here`);
  }
  const value = column.read(tidy, style);
  if (value instanceof Problem || value instanceof Remark) return value;
  if (bare !== cell) return new Remark(value, "unwrapped", "stood in a spreadsheet's =\"…\" and was taken out of it");
  return tookAway(bare, tidy) ? new Remark(value, "invisible_characters", "held characters that can't be seen or told from plain ones, which were taken out") : value;
}

/** Exports put `="…"` around keys so that a spreadsheet leaves their zeros alone. */
export const unwrapped = (cell: string) => (cell.startsWith('="') && cell.endsWith('"') && cell.length > 2 ? cell.slice(2, -1).replaceAll('""', '"').trim() : cell);

/** What no cell may hold, whatever its column. */
function implausible(cell: string): Problem | undefined {
  if (cell.includes("\0")) return new Problem("control_character", "holds a NUL character");
  if (cell.includes("\ufffd")) return new Problem("not_utf8", "holds bytes that are not UTF-8; save the file as CSV in UTF-8");
  if (/^#(REF!|VALUE!|NAME\?|DIV\/0!|NUM!)$/i.test(cell)) return new Problem("spreadsheet_error", "is the error of a spreadsheet's formula");
  return undefined;
}
