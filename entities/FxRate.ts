import { Entity, PrimaryColumn } from "typeorm";
import { Plain } from "./columns.js";

/** What one unit of `base` was worth in `quote` on a day. The API shows none of it; rules without a rate cannot decide. */
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
}
