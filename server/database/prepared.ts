// Every connection keeps what was named for good, so a flood of texts must not get names without end.
const MOST_NAMES = 500;
const names = new Map<string, string>();

/** The name under which every connection parses and plans this text once; undefined when too many have one. */
export function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES) return known;
  const name = `tower ${names.size + 1}`;
  names.set(text, name);
  return name;
}
