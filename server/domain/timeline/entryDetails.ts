import { subject } from "@casl/ability";
import type { Fact } from "../../../entities/Fact.js";
import type { Context } from "../../context.js";
import { abilityFor, type TowerAbility } from "../../policies/ability.js";
import { classNamed, RECORD_KINDS } from "../../records/index.js";
import type { Part } from "../../records/recordKind.js";
import { readableFacts } from "../facts/readableFacts.js";

type Values = Record<string, unknown>;
/** Rows told of in their record's entry, by the word that such a value's name begins with. */
type Parts = Readonly<Record<string, Part>>;
interface Row {
  id: string; subject_kind: string; payload: (Values & { before?: Values; after?: Values }) | null;
  owner_team: string | null; assignee_id: string | null; region: string | null; document_kind: string | null; case_subject: string | null; case_type: string | null; case_facts: Fact[] | null;
}

/** Entries that carry the words of a message. */
const SPOKEN = new Set(["draft", "outboundMessage"]);

/** The payload of each entry as far as the actor's rights on its subject reach; null when they reach to none of it. */
export async function entryDetails(ctx: Context, ids: readonly string[]): Promise<(object | null)[]> {
  const { rows } = await ctx.services.pool.query<Row>(
    `SELECT l.id, l.subject_kind, p.payload, t.owner_team, t.assignee_id, d.region,
       file.kind AS document_kind, e.subject_kind AS case_subject, e.type AS case_type, e.facts AS case_facts
     FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id
     LEFT JOIN follow_up_tasks t ON t.id = l.task_id LEFT JOIN distributors d ON d.id = l.distributor_id
     LEFT JOIN documents file ON l.subject_kind = 'document' AND file.id = l.subject_id
     LEFT JOIN exceptions e ON l.subject_kind = 'exception' AND e.id = l.subject_id
     WHERE l.id = ANY ($1)`,
    [ids],
  );
  const shown = new Map<string, object | null>();
  for (const row of rows) shown.set(row.id, shownTo(abilityFor(ctx.actor), row.subject_kind === "exception" ? await withReadableFacts(ctx, row) : row));
  return ids.map((id) => shown.get(id) ?? null);
}

/**
 * An exception's entry with the facts that the actor may read. A title of earlier days may tell a figure too, so it shows
 * where all facts of the case do.
 */
async function withReadableFacts(ctx: Context, row: Row): Promise<Row> {
  if (!row.payload) return row;
  const readable = (facts: Fact[]) => readableFacts(async (sql, parameters) => (await ctx.services.pool.query(sql, parameters)).rows as never, [abilityFor(ctx.actor)], facts, row.region);
  const { before, after, ...rest } = row.payload;
  const all = [row.case_facts ?? [], ...[before, after].map((values) => (values?.facts ?? []) as Fact[])].flat();
  const hidesNothing = (await readable(all)).length === all.length;
  if (hidesNothing) return row;
  const shown = async (values: Values | undefined) => {
    if (!values) return values;
    const { title: _, facts, ...others } = values;
    return facts ? { ...others, facts: await readable(facts as Fact[]) } : others;
  };
  return { ...row, payload: { ...rest, before: await shown(before), after: await shown(after) } };
}

function shownTo(ability: TowerAbility, row: Row): object | null {
  if (!row.payload) return null;
  const distributor = { region: row.region };
  // an entry tells only what changed, and rights ask for what stayed as well
  const around = {
    ...distributor, distributor, order: { distributor }, invoice: { distributor }, shipment: { distributor },
    kind: row.document_kind, subjectKind: row.case_subject, type: row.case_type,
  };
  if (SPOKEN.has(row.subject_kind)) {
    const draft = subject("Draft", { ...around, ownerTeam: row.owner_team, task: { assigneeId: row.assignee_id } });
    if (!ability.can("read", draft)) return null;
    const message = subject("OutboundMessage", { ...around, ownerTeam: row.owner_team, task: { assigneeId: row.assignee_id } });
    return ability.can("read", message, "recipient") ? row.payload : withoutRecipients(row.payload);
  }
  const { before = {}, after = {}, ...rest } = row.payload;
  const noun = classNamed(row.subject_kind);
  const parts = Object.fromEntries((RECORD_KINDS.find(({ kind }) => kind === row.subject_kind)?.parts ?? []).map((part) => [part.word, part]));
  const readable = (values: Values) => ({ ...columnsOf(ability, noun, around, values, parts), ...partsOf(ability, around, values, parts) });
  return { before: readable(before), after: readable(after), ...rest };
}

/** A message's payload without whom it goes to, for who may read no personal data. */
const withoutRecipients = (payload: Values): Values => Object.fromEntries(Object.entries(payload)
  .filter(([name]) => !/^recipients?$/.test(name))
  .map(([name, value]) => [name, ["before", "after"].includes(name) ? withoutRecipients((value ?? {}) as Values) : value]));

const isPart = (name: string, parts: Parts) => name.split(" ")[0]! in parts && name.includes(" ");

const columnsOf = (ability: TowerAbility, noun: string, around: Values, values: Values, parts: Parts = {}): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isPart(name, parts) && ability.can("read", subject(noun, { ...around, ...values }), fieldOf(name))));

/** A part is named after its own values, so whoever may not read all of them learns only which kind of part it is. */
function partsOf(ability: TowerAbility, around: Values, values: Values, parts: Parts): Values {
  const shown = Object.entries(values).filter(([name]) => isPart(name, parts)).map(([name, value], i): [string, unknown] => {
    const [word] = name.split(" ") as [string];
    const told = (value ?? {}) as Values;
    const readable = columnsOf(ability, parts[word]!.entity.name, around, told);
    const whole = Object.keys(readable).length === Object.keys(told).length;
    return [parts[word]!.isPersonal && !whole ? `${word} ${i + 1}` : name, value && readable];
  });
  return Object.fromEntries(shown);
}

/** Rights speak of money as one field, the entry of its columns. */
const fieldOf = (column: string) => column.replace(/Minor$/, "");
