import { parse } from "tldts";

// Ways to write the dot of an address so that a filter overlooks it and a reader does not.
const DOT = String.raw`(?:[.\u3002\uFF0E\uFF61]| ?[[({<] ?(?:\.|dot) ?[\])}>] ?)`;
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const HOST = `${LABEL}(?:${DOT}${LABEL}){1,6}`;
const REST = String.raw`(?::\d{1,5})?(?:[/?#][^\s<>]*)?`;
const WITH_SCHEME = String.raw`(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]{1,20}(?::\/\/|\[:\]\/\/)[^\s<>]+|(?<![\p{L}\p{N}])(?:javascript|data|mailto|tel|vbscript|file|sms|whatsapp|tg):[^\s<>]+|(?<![\p{L}\p{N}])www${DOT}[^\s<>]+`;
const ADDRESS = String.raw`[\p{L}\p{N}._%+'-]{1,64}(?:@|\uFF20| ?[[({<] ?(?:@|at) ?[\])}>] ?)${HOST}`;
const LINK = new RegExp(`${WITH_SCHEME}|${ADDRESS}|(?<![\\p{L}\\p{N}@._-])${HOST}${REST}`, "giu");
const DOTS = new RegExp(DOT, "giu");
/** Reserved by RFC 2606 and 6761: no registry has them, and a text that names one means an address. */
const RESERVED = /\.(?:example|test|invalid|localhost|local|onion|internal)$/i;
const LEGAL_FORM = /^(?:co|cie)\.(?:kg|kga|kgaa)$/i;
const PLAIN_NUMBER = /^[\d.]+$/;
const TRAILING = /[.,;:!?'")\]}»”’]+$/u;

/**
 * Links, domains and e-mail addresses in a text, also disguised ones ("evil[.]example"). A bare name counts where its last
 * part is a top-level domain of the public suffix list, or where a path follows it.
 */
export function linksIn(text: string): { index: number; text: string }[] {
  return [...text.matchAll(LINK)].flatMap((match) => {
    const written = match[0].replace(TRAILING, "");
    return isLink(written) ? [{ index: match.index, text: written }] : [];
  });
}

function isLink(written: string): boolean {
  if (/[@\uFF20]|[[({<] ?at ?[\])}>]/iu.test(written) || /^[a-z][a-z0-9+.-]*\[?:/iu.test(written) || /^www/iu.test(written)) return true;
  const plain = written.replace(DOTS, ".");
  const host = plain.replace(/[/?#:].*$/su, "");
  if (LEGAL_FORM.test(host)) return false;
  if (PLAIN_NUMBER.test(host)) return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) && plain !== host;
  const { isIcann, domain } = parse(host, { allowPrivateDomains: false });
  const disguised = plain !== written;
  const hasPath = /^[^/?#]+\/[\p{L}\p{N}]/u.test(plain) && /\.\p{L}{2,}$/u.test(host);
  return Boolean(isIcann && domain) || RESERVED.test(host) || disguised || hasPath;
}
