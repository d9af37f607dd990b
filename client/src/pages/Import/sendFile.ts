/** What is asked of a file; `kind` is left out where a preset finds several kinds in it. */
export interface ImportOrder { kind?: string; mapping?: string; preview: boolean; strict: boolean; since?: string; detect: boolean }

export type Sent = { ids: string[]; refusal?: undefined } | { ids?: undefined; refusal: string };

const BROKEN = "The connection broke before the server had answered. Look at the imports below before you send the file again.";

/** Streams a file to the server as it is, bytes and all; who may not import it hears so before anything is sent. */
export async function sendFile(file: File, order: ImportOrder): Promise<Sent> {
  const query = new URLSearchParams({ fileName: file.name });
  for (const [name, value] of Object.entries(order)) if (value !== undefined) query.set(name, String(value));
  try {
    const may = await fetch(`/imports/check?${query}`, { credentials: "same-origin" });
    if (!may.ok) return { refusal: await messageOf(may) };
    const answer = await fetch(`/imports?${query}`, { method: "POST", credentials: "same-origin", headers: { "content-type": "text/csv" }, body: file });
    const told = (await answer.clone().json()) as { imports?: { id: string }[] };
    return told.imports ? { ids: told.imports.map(({ id }) => id) } : { refusal: await messageOf(answer) };
  } catch {
    return { refusal: BROKEN };
  }
}

const messageOf = async (answer: Response): Promise<string> => {
  const told = (await answer.json().catch(() => undefined)) as { errors?: { message: string }[] } | undefined;
  return told?.errors?.[0]?.message ?? `The server answered ${answer.status}; nothing was imported.`;
};
