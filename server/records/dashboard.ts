import { RECORD_KINDS } from "./index.js";

/** What the dashboard needs to know of every kind of record, as the TypeScript that it is built with. */
export function dashboardRecords(): string {
  const pages = RECORD_KINDS.flatMap(({ kind, page }) => (page ? [{ kind, ...page }] : []));
  const icons = [...new Set(pages.map(({ icon }) => icon))].sort();
  const states = RECORD_KINDS.flatMap(({ kind, state }) => (state ? [[kind, { tones: byState(state.tones ?? {}), words: state.words ?? {} }] as const] : []));
  const upper = (words: object) => Object.fromEntries(Object.entries(words).map(([code, said]) => [code.toUpperCase(), said]));
  return [
    "/* eslint-disable */",
    "// Made of server/records by `npm run generate`.",
    `import { ${icons.join(", ")} } from "@tabler/icons-react";`,
    "",
    "/** Where the records of each kind stand. */",
    "export const PAGES = {",
    ...pages.map(({ kind, path, label, icon }) => `  ${kind}: { path: ${JSON.stringify(path)}, label: ${JSON.stringify(label)}, Icon: ${icon} },`),
    "} as const;",
    "",
    "/** What the states of each kind look like, and what they are called where their code would puzzle people. */",
    "export const STATES = {",
    ...states.map(([kind, { tones, words }]) => `  ${kind}: { tones: ${JSON.stringify(upper(tones))}, words: ${JSON.stringify(upper(words))} },`),
    "} as const;",
    "",
  ].join("\n");
}

const byState = (tones: Partial<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(tones).flatMap(([tone, codes]) => (codes ?? []).map((code) => [code, tone])));
