import { subject } from "@casl/ability";
import type { Fact } from "../../../entities/Fact.js";
import type { TowerAbility } from "../../policies/ability.js";
import { entityOfFact } from "../../records/index.js";

type Query = <R>(sql: string, parameters: unknown[]) => Promise<R[]>;

/**
 * Those of the facts that all of the readers may read: a fact has the right of the field that it cites. The same rule filters
 * lists of facts in `read/facts.ts`; this is for words that are handed out by other ways.
 * @param region of the distributor whose records they cite; of no importance to readers of all regions
 */
export async function readableFacts(query: Query, readers: readonly TowerAbility[], facts: readonly Fact[], region?: string | null): Promise<Fact[]> {
  const kinds = await documentKinds(query, facts);
  return facts.filter((fact) => {
    const noun = entityOfFact(fact.recordType)?.name;
    const record = { id: fact.recordId, kind: kinds.get(fact.recordId), region, distributor: { region } };
    return noun !== undefined && readers.every((ability) => ability.can("read", subject(noun, { ...record }), fact.field));
  });
}

/** What each cited document proves: the right to some of its fields hangs on it. */
async function documentKinds(query: Query, facts: readonly Fact[]): Promise<Map<string, string>> {
  const ids = facts.filter(({ recordType }) => recordType === "document").map(({ recordId }) => recordId);
  if (!ids.length) return new Map();
  const rows = await query<{ id: string; kind: string }>(`SELECT id, kind FROM documents WHERE id = ANY ($1)`, [ids]);
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}
