import { Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from "typeorm";
import { AuditEntry } from "./AuditEntry.js";
import { optional, Personal, Plain, Secret } from "./columns.js";

/** Before and after of an entry. It stands apart, so that an erasure takes it and its salt while every proof still holds. */
@Entity("audit_payloads")
export class AuditPayload {
  @PrimaryColumn("uuid")
  auditId!: string;

  @OneToOne(() => AuditEntry, (entry) => entry.payload, { createForeignKeyConstraints: false })
  @JoinColumn({ name: "audit_id" })
  entry!: Relation<AuditEntry>;

  @Personal("jsonb", optional)
  payload!: Record<string, unknown> | null;

  @Secret("bytea", optional)
  salt!: Buffer | null;

  /** HMAC of the payload under its salt, made by the database. */
  @Plain("bytea")
  commitment!: Buffer;

  @Plain("timestamptz", optional)
  redactedAt!: Date | null;
}
