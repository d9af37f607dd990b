import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ImportKind } from "../../../entities/enums.js";
import { badInput } from "../errors.js";
import { columnsOf } from "./kind.js";
import { KINDS } from "./kinds/index.js";

const Header = z.string().min(1);
const Source = z.union([
  Header,
  z.strictObject({
    /** One heading, or several in order of preference: the first filled one counts, and taking a later one is reported. */
    column: z.union([Header, z.array(Header).min(1)]),
    /** What the file's words mean here; null for none. */
    values: z.record(z.string(), z.string().nullable()).optional(),
    /** Which value a record with several rows gets, where they may differ. */
    pick: z.enum(["earliest", "latest"]).optional(),
  }),
  z.strictObject({ constant: z.string().min(1) }),
  z.strictObject({ template: z.string().regex(/\{[^{}]+\}/) }),
]);

const KindMapping = z.strictObject({
  columns: z.record(z.string(), Source),
  /** Rows where this column is blank hold no record of the kind. */
  onlyWith: Header.optional(),
  /** Rows that repeat another in all but these columns are reported. */
  repeatsApartFrom: z.array(Header).optional(),
});

const Mapping = z.strictObject({
  about: z.string(),
  decimalMark: z.enum([".", ","]).optional(),
  days: z.array(z.string()).default([]),
  /** Cells that mean "no value"; a trailing `*` stands for anything. */
  blanks: z.array(z.string()).default([]),
  /** Columns that are known and not taken. */
  ignored: z.array(Header).default([]),
  kinds: z.partialRecord(z.enum(ImportKind), KindMapping),
});

export type Source = z.infer<typeof Source>;
export type KindMapping = z.infer<typeof KindMapping>;
export type Mapping = z.infer<typeof Mapping> & { name: string };

const FOLDER = fileURLToPath(new URL("./mappings/", import.meta.url));

/** Names of the mappings that come with the product. */
export const mappingNames = async (): Promise<string[]> => (await readdir(FOLDER)).flatMap((file) => /^(.+)\.json$/.exec(file)?.slice(1) ?? []).sort();

/** Reads a mapping by name and refuses one that names columns we don't have. */
export async function loadMapping(name: string): Promise<Mapping> {
  const file = `${FOLDER}${name}.json`;
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) throw badInput("mapping", `There is no mapping ${name}; there are ${(await mappingNames()).join(", ")}.`);
  const mapping = readMapping(name, await readFile(file, "utf8"));
  for (const [kind, { columns }] of Object.entries(mapping.kinds)) {
    const known = columnsOf(KINDS[kind as ImportKind]);
    const unknown = Object.keys(columns).filter((column) => !known[column]);
    const missing = Object.keys(known).filter((column) => known[column]!.mandatory && !columns[column]);
    if (unknown.length || missing.length) throw wrong(name, [...unknown.map((column) => `${kind} have no column ${column}`), ...missing.map((column) => `${kind} need the column ${column}`)]);
  }
  return { ...mapping, name };
}

const wrong = (name: string, problems: string[]) => badInput("mapping", `The mapping ${name} is wrong: ${problems.join("; ")}.`);

/** The text of a mapping; what is wrong with it is said field by field. */
export function readMapping(name: string, text: string) {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw wrong(name, [`it is no JSON, ${(error as Error).message}`]);
  }
  const read = Mapping.safeParse(data);
  if (!read.success) throw wrong(name, read.error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`));
  return read.data;
}
