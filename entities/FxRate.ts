import { Entity, PrimaryColumn } from "typeorm";
import { optional, Plain } from "./columns.js";

/** What one unit of `base` was worth in `quote` on a day. Rules that need one and have none cannot decide. */
@Entity("fx_rates")
export class FxRate {
  @PrimaryColumn("date")
  day!: string;

  @PrimaryColumn("char", { length: 3 })
  base!: string;

  @PrimaryColumn("char", { length: 3 })
  quote!: string;

  @Plain("numeric", { precision: 18, scale: 8 })
  rate!: string;

  /** Who publishes it. */
  @Plain("text", optional)
  source!: string | null;
}
