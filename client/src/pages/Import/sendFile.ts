import type { ImportKind } from "../../gql/graphql";

/** What is meant with a file. */
export interface FileOrder {
  /** Null for every kind that the mapping finds. */
  kind: ImportKind | null;
  mapping: string | null;
  days: string;
  preview: boolean;
  strict: boolean;
  since: string;
  detect: boolean;
}

interface Answer { imports?: { id: string }[]; errors?: { message: string }[] }

/** Asks whether the file would be taken, and only then sends it; answers the imports that came of it, or why nothing did. */
export async function sendFile(file: File, { kind, ...order }: FileOrder): Promise<{ ids: string[]; refusal?: undefined } | { refusal: string }> {
  const asked = Object.entries({ ...order, kind: kind?.toLowerCase(), fileName: file.name }).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
  try {
    const check = await fetch(`/imports/check?${query}`);
    if (!check.ok) return { refusal: refusalOf((await check.json()) as Answer) };
    const sent = await fetch(`/imports?${query}`, { method: "POST", headers: { "content-type": "text/csv" }, body: file });
    const answer = (await sent.json()) as Answer;
    return answer.imports ? { ids: answer.imports.map(({ id }) => id) } : { refusal: refusalOf(answer) };
  } catch {
    return { refusal: "The server can't be reached, or the file changed since it was chosen. Look under Earlier imports before you send it again." };
  }
}

const refusalOf = ({ errors }: Answer) => errors?.[0]?.message ?? "The server refused the file.";
