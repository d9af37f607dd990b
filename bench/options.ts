import { parseArgs } from "node:util";

/** Figures of one run, and those that take so long that they are made only when asked for. */
const BY_DEFAULT = ["q1", "q2", "m1", "verbs", "fanout", "import", "firstImport", "rules", "audit", "product"] as const;
export const FIGURES = [...BY_DEFAULT, "growth", "soak"] as const;
export type FigureName = (typeof FIGURES)[number];

/** What a quick run leaves out: the product has no ratio to compare, and the other verbs go M1's roads. */
const SLOW = new Set<FigureName>(["product", "verbs"]);

/** How large the data is and how long each thing is measured. */
export interface Options {
  quick: boolean;
  only: ReadonlySet<FigureName>;
  orders: number;
  rounds: number;
  seconds: number;
  /** Ahead of the first round: a just-in-time compiler takes thousands of requests until it is done. */
  warmUpSeconds: number;
  connections: number;
  subscribers: number[];
  importRows: number;
  /** How often the file is brought in; a small one says little by itself. */
  imports: number;
  /** Rows of the file that a new installation begins with. */
  firstImportRows: number;
  /** Sizes, in orders, between which growth is measured. */
  growth: number[];
  soakMinutes: number;
  /** A folder whose filled database is taken, and kept; without one the data is made anew and thrown away. */
  data?: string;
  saveBaseline: boolean;
}

export const USAGE = `npm run bench -- [--quick] [--only ${FIGURES.join(",")}] [--data FOLDER] [--orders N] [--rounds N] [--seconds N] [--sizes N,N] [--minutes N]

Measures this product against plain node + pg, PostGraphile 5 and the idiomatic way, on a database of its own.
  --quick          small data and short rounds; fails when a ratio fell by more than a third against bench/baseline.json
  --only LIST      some figures only; growth and soak are made only when they stand here
  --data FOLDER    keeps the filled database there and takes it again next time
  --sizes LIST     for growth: how many orders each database holds; with --data each is kept in FOLDER-N
  --minutes N      for soak: how long it lasts, 10 by default
  --save-baseline  with --quick: writes what was measured to bench/baseline.json`;

const FULL = { orders: 100_000, rounds: 5, seconds: 3, warmUpSeconds: 10, subscribers: [1_000, 5_000], importRows: 100_000, imports: 1, firstImportRows: 200_000 };
const QUICK = { orders: 5_000, rounds: 3, seconds: 1, warmUpSeconds: 4, subscribers: [500], importRows: 10_000, imports: 3, firstImportRows: 20_000 };

/** Undefined when only the usage was asked for. */
export function readOptions(argv = process.argv.slice(2)): Options | undefined {
  const { values } = parseArgs({ args: argv, options: {
    quick: { type: "boolean", default: false }, only: { type: "string" }, data: { type: "string" }, orders: { type: "string" }, rounds: { type: "string" },
    seconds: { type: "string" }, help: { type: "boolean" }, "save-baseline": { type: "boolean", default: false }, sizes: { type: "string", default: "10000,100000,1000000" }, minutes: { type: "string" },
  } });
  if (values.help) return undefined;
  const names = values.only?.split(",") ?? BY_DEFAULT.filter((name) => !(values.quick && SLOW.has(name)));
  const unknown = names.filter((name) => !(FIGURES as readonly string[]).includes(name));
  if (unknown.length) throw new Error(`There is no figure ${unknown.join(", ")}.\n\n${USAGE}`);
  const size = values.quick ? QUICK : FULL;
  return {
    ...size, quick: values.quick, only: new Set(names as FigureName[]), data: values.data, connections: 16, growth: values.sizes.split(",").map((size) => amount("--sizes", size, 0)), soakMinutes: amount("--minutes", values.minutes, 10), saveBaseline: values["save-baseline"],
    orders: amount("--orders", values.orders, size.orders), rounds: amount("--rounds", values.rounds, size.rounds), seconds: amount("--seconds", values.seconds, size.seconds),
  };
}

function amount(option: string, given: string | undefined, otherwise: number): number {
  const number = given === undefined ? otherwise : Number(given);
  if (!(number > 0 && Number.isFinite(number))) throw new Error(`${option} must be a number above 0, not "${given}".\n\n${USAGE}`);
  return number;
}
