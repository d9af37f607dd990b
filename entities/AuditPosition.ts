import { Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from "typeorm";
import { AuditEntry } from "./AuditEntry.js";
import { Plain, safeInteger } from "./columns.js";

/** The gapless place of a committed entry, given after commit: ids and transaction ids are no commit order. */
@Entity("audit_positions")
export class AuditPosition {
  @PrimaryColumn({ type: "bigint", transformer: safeInteger })
  position!: number;

  @Plain("uuid")
  auditId!: string;

  @OneToOne(() => AuditEntry, { createForeignKeyConstraints: false })
  @JoinColumn({ name: "audit_id" })
  entry!: Relation<AuditEntry>;
}
