import pg from "pg";

/** A statement that the process sent, and the connection that it took. */
interface Sent { client: object; text: string }

/**
 * The statements that a call sends to change something, begin and commit included: those of the transaction, or the single
 * statement, that holds `mark`; and what it reads afterwards from `table`, which is its answer.
 */
export async function statementsOf(call: () => Promise<unknown>, mark: RegExp, table: string): Promise<string[]> {
  const sent: Sent[] = [];
  const { query } = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  Object.assign(pg.Client.prototype, {
    query(this: object, ...given: unknown[]) {
      const [first] = given as [string | { text: string }];
      sent.push({ client: this, text: typeof first === "string" ? first : first.text });
      return query.apply(this, given);
    },
  });
  try {
    await call();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  const changed = sent.find(({ text }) => mark.test(text));
  if (!changed) throw new Error(`No statement has ${mark}`);
  const own = sent.filter(({ client }) => client === changed.client);
  const at = own.indexOf(changed);
  const begin = own.slice(0, at).findLastIndex(({ text }) => /^(START TRANSACTION|BEGIN)/.test(text));
  const commit = own.findIndex(({ text }, i) => i > at && text === "COMMIT");
  const changing = begin < 0 ? [changed] : own.slice(begin, commit + 1);
  const answering = sent.slice(sent.indexOf(changing.at(-1)!) + 1).filter(({ text }) => text.includes(`FROM "${table}"`));
  return [...changing, ...answering].map(({ text }) => text);
}
