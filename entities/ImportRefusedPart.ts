import { Entity, PrimaryColumn } from "typeorm";
import { Personal } from "./columns.js";

/** A piece of the refused rows of an import as gzipped CSV; its pieces in a row are the whole. The API shows none of it. */
@Entity("import_refused_parts")
export class ImportRefusedPart {
  @PrimaryColumn("uuid")
  importId!: string;

  @PrimaryColumn("integer")
  part!: number;

  @Personal("bytea")
  content!: Buffer;
}
