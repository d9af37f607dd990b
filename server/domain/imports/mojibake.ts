// Windows-1252 where it differs from Latin-1; some versions of Node decode it as Latin-1, so it can't be asked.
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const BYTE_OF = new Map(Array.from({ length: 256 }, (_, byte) => [byte >= 0x80 && byte < 0xa0 ? HIGH[byte - 0x80]! : String.fromCharCode(byte), byte]));
const SUSPICIOUS = /[\u00c2-\u00c5\u00d0\u00d1\u00e2][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]/;

/** What text meant that was UTF-8, read as Windows-1252 and saved again; undefined when it shows no sign of that. */
export function meantBy(text: string): string | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  const bytes = [...text].map((character) => BYTE_OF.get(character));
  if (bytes.includes(undefined)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes as number[]));
  } catch {
    return undefined;
  }
}
