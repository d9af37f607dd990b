import { randomUUID } from "node:crypto";
import pg from "pg";
import { pino } from "pino";
import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import { Relay } from "../audit/relay.js";
import type { Environment } from "../config.js";
import { Context, systemContext, type Services } from "../context.js";
import { openDatabase, poolOf } from "../database/dataSource.js";
import type { Actor } from "../policies/actor.js";
import type { Clock } from "../ports/Clock.js";

/** What a draft of the desk may differ in. */
export interface DraftWish {
  recipients?: string[];
  body?: string;
  channelCode?: string;
  taskId?: string;
  /** Leaves the draft pending: no approval, no messages. */
  pending?: boolean;
}

export interface GivenDraft { draftId: string; revisionId: string; approvalId: string; taskId: string; exceptionId: string; contentHash: string; messageIds: string[] }

/** A database with one overdue invoice and everything a message about it hangs on, written behind the application's back. */
export interface PostingDesk {
  owner: pg.Client;
  person: Actor;
  distributorId: string;
  invoiceId: string;
  channels: Record<string, string>;
  given(wish?: DraftWish): Promise<GivenDraft>;
  row(table: string, id: string): Promise<Record<string, any>>;
  trail(draftId: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Services enough for posting, on a database of its own. */
export async function postingServices(url: string, clock: Clock, environment: Environment): Promise<{ ctx: Context; stop(): Promise<void> }> {
  const log = pino({ level: "silent" });
  const database = await openDatabase(url);
  const relay = new Relay(poolOf(database), url, log);
  const services = { database, pool: poolOf(database), relay, clock, timeZone: "Europe/Amsterdam", environment, log } as Services;
  return {
    ctx: systemContext(services, "job"),
    async stop() {
      await relay.stop();
      await database.destroy();
    },
  };
}

const CHANNELS = { "slack:#wholesale-exceptions": ["slack", "C0EXCEPTIONS"], "slack:#logistics-desk": ["slack", "C0LOGISTICS"], "email:partners": ["email", "partners@example.org"] };

/** Sets the desk up with its owner's rights, at an instant, in place of what an earlier test left. */
export async function openPostingDesk(ownerUrl: string, at: Date): Promise<PostingDesk> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`TRUNCATE users, business_calendars, agent_profiles, channels, distributors CASCADE`);
  const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
  const insert = async (table: string, values: Record<string, unknown>): Promise<string> => {
    const stamped: Record<string, unknown> = { created_at: at, ...(IMMUTABLE.has(table) ? {} : { updated_at: at }), ...values };
    const columns = Object.keys(stamped);
    const { rows } = await owner.query(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(", ")}) RETURNING id`, Object.values(stamped));
    return rows[0].id;
  };

  const personId = await insert("users", { kind: "person", email: "ines.moreau@nordlys.example", name: "Ines Moreau", roles: ["accounting"] });
  await owner.query(
    `WITH team AS (INSERT INTO teams (created_at, updated_at, code, name) VALUES ($1, $1, 'accounting', 'Accounting') ON CONFLICT (code) DO UPDATE SET updated_at = $1 RETURNING id)
     INSERT INTO team_members (team_id, user_id) SELECT id, $2 FROM team`, [at, personId]);
  const calendarId = await insert("business_calendars", { code: "always", name: "Around the clock", time_zone: "UTC", weekly: "{}", is_default: true });
  await owner.query(`INSERT INTO business_intervals VALUES ($1, '2020-01-01Z', '2045-01-01Z', '2020-01-01', 0)`, [calendarId]);
  const slaPolicyId = await insert("sla_policies", { code: "general", response_minutes: 480, resolution_minutes: 1440, calendar_id: calendarId });
  const agentId = await insert("agent_profiles", { code: "accounting", name: "AccountingFollowUpAgent", team: "accounting", description: "Chases.", prompt_version: "1", tone: "Plain." });
  const channels: Record<string, string> = {};
  for (const [code, [kind, address]] of Object.entries(CHANNELS)) {
    channels[code] = await insert("channels", { code, kind, name: code, address, recipients: [address] });
  }
  const distributorId = await insert("distributors", { number: "DIST-0007", legal_name: "Halvorsen Nordic AS", country: "NO", region: "Nordics" });
  const invoiceId = await insert("invoices", {
    number: "INV-2026-0042", distributor_id: distributorId, currency: "EUR", amount_minor: 8_420_000, outstanding_minor: 8_420_000, issued_on: "2026-09-01", due_on: "2026-10-01",
  });
  const outstanding = { record: "INV-2026-0042", recordType: "invoice", recordId: invoiceId, field: "outstanding", label: "Outstanding", value: "EUR 84,200.00", version: 1, derived: false };
  let serial = 0;

  async function givenTask(): Promise<string> {
    const exceptionId = await insert("exceptions", {
      number: `EXC-${++serial}`, type: "INVOICE_OVERDUE", subject_kind: "invoice", subject_number: "INV-2026-0042", subject_id: invoiceId,
      distributor_id: distributorId, fingerprint: randomUUID(), severity: 2, score: 40, score_parts: "[]", owner_team: "accounting", agent_code: "accounting",
      title: "INV-2026-0042 is overdue", recommended_action: "Remind them.", detected_at: at, last_fired_at: at,
    });
    return insert("follow_up_tasks", {
      number: `FOLLOW-${serial}`, exception_id: exceptionId, distributor_id: distributorId, agent_profile_id: agentId, owner_team: "accounting",
      status: "waiting_for_human_approval", sla_policy_id: slaPolicyId, sla_started_at: at, sla_at_risk_at: later(20), sla_due_at: later(24), next_check_at: later(1),
    });
  }

  return {
    owner,
    distributorId,
    invoiceId,
    channels,
    person: { kind: ActorKind.USER, userId: personId, name: "Ines Moreau", roles: [Role.ACCOUNTING], teams: [TeamCode.ACCOUNTING], regions: [] },

    async given({ recipients, body = "INV-2026-0042 over EUR 84,200.00 is overdue.", channelCode = "slack:#wholesale-exceptions", taskId, pending = false } = {}) {
      const channelId = channels[channelCode]!;
      const to = recipients ?? [CHANNELS[channelCode as keyof typeof CHANNELS][1]!];
      const task = taskId ?? (await givenTask());
      await owner.query(`UPDATE channels SET recipients = $2 WHERE id = $1`, [channelId, to]);
      const { exception_id } = (await owner.query(`SELECT exception_id FROM follow_up_tasks WHERE id = $1`, [task])).rows[0];
      const common = { task_id: task, exception_id, distributor_id: distributorId, owner_team: "accounting", channel_id: channelId };
      const draftId = await insert("drafts", { ...common, number: `DRAFT-${++serial}`, action: "draft_internal_update", expires_at: later(24) });
      const revisionId = await insert("draft_revisions", {
        draft_id: draftId, revision: 1, body, channel_id: channelId, recipients: to, facts: JSON.stringify([outstanding]), author_kind: "agent", agent_profile_id: agentId,
      });
      await owner.query(`UPDATE drafts SET current_revision_id = $2 WHERE id = $1`, [draftId, revisionId]);
      const contentHash: string = (await owner.query(`SELECT content_hash FROM draft_revisions WHERE id = $1`, [revisionId])).rows[0].content_hash;
      if (pending) return { draftId, revisionId, approvalId: "", taskId: task, exceptionId: exception_id, contentHash, messageIds: [] };

      await owner.query("BEGIN");
      const approvalId = await insert("approvals", { draft_id: draftId, revision_id: revisionId, content_hash: contentHash, decision: "approved", approver_id: personId, expires_at: later(24) });
      await owner.query(`UPDATE drafts SET state = 'approved' WHERE id = $1`, [draftId]);
      await tellApproval(owner, { at, draftId, approvalId, approverId: personId });
      await owner.query("COMMIT");
      await owner.query(`UPDATE follow_up_tasks SET status = 'approved' WHERE id = $1`, [task]);
      const messageIds: string[] = [];
      for (const recipient of to) {
        messageIds.push(await insert("outbound_messages", {
          ...common, approval_id: approvalId, draft_id: draftId, revision_id: revisionId, content_hash: contentHash, recipient, queued_at: at, next_attempt_at: at,
        }));
      }
      return { draftId, revisionId, approvalId, taskId: task, exceptionId: exception_id, contentHash, messageIds };
    },

    row: async (table, id) => (await owner.query(`SELECT * FROM ${table} WHERE id = $1`, [id])).rows[0],
    trail: async (draftId) => (await owner.query(
      `SELECT type FROM audit_logs WHERE via <> 'desk' AND (draft_id = $1 OR task_id = (SELECT task_id FROM drafts WHERE id = $1)) ORDER BY xid, id`, [draftId])).rows.map(({ type }) => type),
    close: () => owner.end(),
  };
}

/** The entry without which the database keeps no approval. */
export const tellApproval = (client: pg.Client, { at, draftId, approvalId, approverId, type = "draft.approved" }: { at: Date; draftId: string; approvalId: string; approverId: string; type?: string }) =>
  client.query(
    `WITH entry AS (
       INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_id, actor_name, via, subject_kind, subject_id, draft_id)
       VALUES ($1, $2, 'user', $3, 'Ines Moreau', 'desk', 'draft', $4, $4) RETURNING id)
     INSERT INTO audit_payloads (audit_id, payload, commitment) SELECT id, jsonb_build_object('approval', $5::text), '' FROM entry`, [at, type, approverId, draftId, approvalId]);

const IMMUTABLE = new Set(["draft_revisions", "approvals"]);
