import { SubjectKind } from "../../entities/enums.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { distributor } from "./distributor.js";
import { document } from "./document.js";
import { draft } from "./draft.js";
import { exceptionCase } from "./exceptionCase.js";
import { followUpTask } from "./followUpTask.js";
import { importRun } from "./importRun.js";
import { invoice } from "./invoice.js";
import { order } from "./order.js";
import { outboundMessage } from "./outboundMessage.js";
import { payment } from "./payment.js";
import type { Class, RecordKind, Subject } from "./recordKind.js";
import { shipment } from "./shipment.js";

const LISTED = [distributor, order, invoice, shipment, document, payment, exceptionCase, followUpTask, draft, outboundMessage, importRun] as const;

/** Every kind of record, those that others refer to first. */
export const RECORD_KINDS: RecordKind[] = [];

/** Lets a kind of record in everywhere; the vocabularies that name kinds of record grow with it. */
export function admit(kind: RecordKind): void {
  RECORD_KINDS.push(kind);
  if (kind.subject && !Object.values<string>(SubjectKind).includes(kind.kind)) Object.assign(SubjectKind, { [kind.kind.toUpperCase()]: kind.kind });
}
for (const kind of LISTED) admit(kind);

/** Kinds of record whose fields can be cited as facts: those that come from other systems. */
export type CitableKind = Exclude<(typeof LISTED)[number]["kind"], "exception" | "task" | "draft" | "outboundMessage" | "import">;
export type Citable = RecordKind & { alias: string };
export const citableKinds = (): Citable[] => RECORD_KINDS.filter((kind): kind is Citable => kind.alias !== undefined);

export function citable(kind: string): Citable {
  const found = citableKinds().find((each) => each.kind === kind);
  if (!found) throw new Error(`no fields of a "${kind}" can be cited`);
  return found;
}

/** Classes of the records that facts tell of, by the kind that a fact names: what can be cited, and the task whose deadline a message names. */
export const citedEntities = (): [kind: string, entity: Class][] => [...citableKinds().map(({ kind, entity }): [string, Class] => [kind, entity]), ["followUpTask", FollowUpTask]];
export const entityOfFact = (recordType: string): Class | undefined => citedEntities().find(([kind]) => kind === recordType)?.[1];

/** Kinds of record that cases are about. */
export type SubjectRecord = Citable & { subject: Subject };
export const subjectKinds = (): SubjectRecord[] => citableKinds().filter((kind): kind is SubjectRecord => kind.subject !== undefined);

export function subjectRecord(kind: string): SubjectRecord {
  const found = subjectKinds().find((each) => each.kind === kind);
  if (!found) throw new Error(`no case is about a "${kind}"`);
  return found;
}

/** The kind by its name; throws where there is none. */
export function recordOf(kind: string): RecordKind {
  const found = RECORD_KINDS.find((each) => each.kind === kind);
  if (!found) throw new Error(`there is no kind of record "${kind}"`);
  return found;
}

/** The kind of record that rows of a class are; throws where it is none. */
export function recordOfClass(entity: Class): RecordKind {
  const found = RECORD_KINDS.find((kind) => kind.entity === entity);
  if (!found) throw new Error(`${entity.name} is no kind of record`);
  return found;
}

/** How entries tell of rows of a class: as of its kind of record, or under the name of the class, such as `orderHold`. */
export const recordNamed = (name: string): Pick<RecordKind, "kind" | "order"> =>
  RECORD_KINDS.find(({ entity }) => entity.name === name) ?? { kind: name.replace(/^./, (first) => first.toLowerCase()) };

/** The other way round: the class whose rows entries tell of under this name, as rights call it. */
export const classNamed = (kind: string): string => RECORD_KINDS.find((each) => each.kind === kind)?.entity.name ?? kind.replace(/^./, (first) => first.toUpperCase());

/** The classes of all kinds of record and their parts. */
export const recordEntities = (): Class[] => RECORD_KINDS.flatMap(({ entity, parts = [] }) => [entity, ...parts.map((part) => part.entity)]);

/** Whether records of a class are ever archived. */
export const isArchivable = (name: string): boolean => RECORD_KINDS.some(({ entity, archivesAlong }) => entity.name === name && archivesAlong !== undefined);
