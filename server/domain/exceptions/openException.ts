import { createHash } from "node:crypto";
import { Distributor } from "../../../entities/Distributor.js";
import { ExceptionOrigin, ExceptionState, type SubjectKind, type TeamCode, WordSource } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { Order } from "../../../entities/Order.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { ruleOf } from "../detection/catalogue.js";
import { takeTurns } from "../detection/detectionPass.js";
import { noteAuthor } from "../drafts/authors.js";
import { badInput, DomainError } from "../errors.js";
import { readFacts } from "../facts/readFacts.js";
import { lockFor } from "../lockFor.js";
import { nextNumber } from "../nextNumber.js";
import { visible, visibleLine } from "../visible.js";
import { scoreByHand } from "./scoreByHand.js";
import { statesThat } from "../../records/exceptionCase.lifecycle.js";
import { type CitableKind, subjectRecord } from "../../records/index.js";

/** The type of a case that no rule of the catalogue describes. */
export const OTHER = "OTHER";

const LONGEST_TITLE = 300;

export interface OpenException {
  subjectKind: SubjectKind;
  /** Id or human number of the record that is stuck. */
  subjectId: string;
  /** A catalogue type; OTHER when left out. */
  type?: string | null;
  title: string;
  severity: number;
  /** The type's owner when left out, or the team that such records belong to. */
  ownerTeam?: TeamCode | null;
  recommendedAction?: string | null;
  /** Fields of the record to cite as facts; the usual ones of its kind when left out. */
  facts?: { field: string; label: string }[] | null;
}

/** Opens a case by hand, for what no rule saw. Rules never close it: who opened it, ends it. */
export const openException = (ctx: Context, input: OpenException): Promise<ExceptionCase> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "open", "ExceptionCase", "open an exception");
    const { kind, entity, subject: about } = subjectRecord(input.subjectKind);
    const subject = await lockFor(ctx, tx, entity, input.subjectId, "read");
    if (subject.archivedAt) throw new DomainError("WRONG_STATE", `${subject.number} is archived; restore it first.`, "subjectId");
    const { type, title, severity, ownerTeam, agentCode, tags, recommendedAction } = described(input);
    await takeTurns(tx);
    const fingerprint = type === OTHER ? `${type}:${subject.id}:${digest(title)}` : `${type}:${subject.id}`;
    await refuseTwin(tx, fingerprint);
    const number = await nextNumber(tx, "EXC", "exception_number");
    const distributorId: string = entity === Distributor ? subject.id : subject.distributorId;
    const stake = { valueMinor: about.stake ? subject[about.stake.amount] : null, currency: about.stake ? subject[about.stake.currency] : null };
    const facts = (input.facts ?? labelled(about.facts)).map((cited) => ({ ...cited, recordType: kind as CitableKind, recordId: subject.id as string }));
    const opened = await tx.insert(ExceptionCase, {
      number, type, title, severity, ownerTeam, agentCode, tags, recommendedAction, fingerprint, distributorId,
      origin: ExceptionOrigin.PERSON,
      state: ExceptionState.OPEN,
      subjectKind: input.subjectKind,
      subjectNumber: subject.number,
      subjectId: subject.id,
      orderId: entity === Order ? subject.id : (subject.orderId ?? null),
      facts: await readFacts(tx, facts),
      ...stake,
      ...(await scoreByHand(tx, { severity, type, distributorId, ...stake })),
      detectedAt: tx.now,
      lastFiredAt: tx.now,
    });
    await noteAuthor(ctx, tx, { exceptionId: opened.id, taskId: null }, WordSource.CASE);
    record(tx, "exception.opened", opened);
    return opened;
  });

function described({ subjectKind, type: given, title: asGiven, severity, ownerTeam: team, recommendedAction: wanted }: OpenException) {
  const type = given ?? OTHER;
  const rule = ruleOf(type);
  if (!rule && type !== OTHER) throw badInput("type", `There is no exception type ${type}; use OTHER or a type of the catalogue.`);
  const title = visibleLine(asGiven);
  if (!title || title.length > LONGEST_TITLE) throw badInput("title", `Say in one line of at most ${LONGEST_TITLE} characters what is stuck.`);
  if (![1, 2, 3, 4].includes(severity)) throw badInput("severity", "Severity runs from 1 (watch) to 4 (critical).");
  const ownerTeam = team ?? rule?.ownerTeam ?? subjectRecord(subjectKind).subject.team;
  return {
    type, severity, ownerTeam, title, tags: rule?.tags ?? [],
    agentCode: team ?? rule?.agent ?? ownerTeam,
    recommendedAction: visible(wanted ?? "") || rule?.recommendedAction || "Find out what is missing and who can give it.",
  };
}

/** Where no type tells blockers of one record apart, their titles do. */
const digest = (title: string) => createHash("sha256").update(title.toLowerCase()).digest("hex").slice(0, 32);

async function refuseTwin(tx: Tx, fingerprint: string): Promise<void> {
  const [twin] = await tx.query<{ number: string }>(`SELECT number FROM exceptions WHERE fingerprint = $1 AND state = ANY ($2)`, [fingerprint, statesThat("clear")]);
  if (twin) throw new DomainError("ALREADY_DONE", `${twin.number} is open for this already.`, "subjectId");
}

const labelled = (fields: Readonly<Record<string, string>>) => Object.entries(fields).map(([field, label]) => ({ field, label }));
