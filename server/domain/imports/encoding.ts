import { TextDecoder } from "node:util";
import { FileProblem } from "./issues.js";

const PEEK_BYTES = 4 * 1024;

/** Text of a file, whichever way its bytes say it: UTF-8, or UTF-16 with or without a mark; refuses what is no text. */
export async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let beginning: Buffer | undefined = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    beginning = Buffer.concat([beginning!, chunk]);
    if (beginning.length < PEEK_BYTES) continue;
    decoder = decoderFor(beginning);
    yield decoder.decode(beginning, { stream: true });
    beginning = undefined;
  }
  if (!decoder) {
    decoder = decoderFor(beginning!);
    yield decoder.decode(beginning!, { stream: true });
  }
  yield decoder.decode();
}

function decoderFor(beginning: Buffer): TextDecoder {
  refuseOtherFormats(beginning);
  return new TextDecoder(utf16Of(beginning.subarray(0, PEEK_BYTES)) ?? "utf-8");
}

/** Western text in UTF-16 has a NUL in every second place. */
function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const nuls = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) nuls[i % 2]! += 1;
  const pairs = bytes.length / 2;
  if (nuls[1]! > pairs * 0.4 && nuls[0]! < pairs * 0.1) return "utf-16le";
  if (nuls[0]! > pairs * 0.4 && nuls[1]! < pairs * 0.1) return "utf-16be";
  return undefined;
}

/** Text that somebody decoded wrongly before it came here has lost its letters beyond ASCII, so it can't be read again. */
export function refuseLostUtf16(text: string): void {
  const beginning = text.slice(0, PEEK_BYTES);
  const nuls = beginning.split("\0").length - 1;
  if (nuls > beginning.length * 0.2) throw new FileProblem("not_delimited_text", "the text is UTF-16 that was decoded as UTF-8 before it was sent; send the file itself, or save it as CSV in UTF-8");
}

function refuseOtherFormats(beginning: Buffer) {
  const magic = beginning.subarray(0, 4).toString("latin1");
  const is =
    magic.startsWith("PK") ? "an Excel workbook or another archive"
    : magic.startsWith("\x1f\x8b") ? "compressed"
    : magic.startsWith("%PDF") ? "a PDF"
    : magic.startsWith("\xd0\xcf\x11\xe0") ? "an old Excel workbook"
    : undefined;
  if (is) throw new FileProblem("not_delimited_text", `the file is ${is}; save it as CSV in UTF-8`);
}
