import { readFileSync } from "node:fs";
import { ImportKind } from "../../../entities/enums.js";
import { columnsOf } from "./kind.js";
import { KINDS } from "./kinds/index.js";
import { loadMapping, mappingNames, readMapping } from "./mapping.js";

const guide = readFileSync(new URL("../../../docs/IMPORT.md", import.meta.url), "utf8");

test.each(Object.values(ImportKind))("docs/IMPORT.md lists every column of %s, what is mandatory and what carries a decision", (kind) => {
  const section = guide.split(/^## /m).find((text) => text.toLowerCase().startsWith(`${kind}\n`))!;
  const cells = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell]) => cell!).filter((cell) => !/^(column|-+)$/.test(cell));
  const told = cells.flatMap((cell) => cell.split(", ")).map((text) => `${text.replace(/[*⚖ ]/gu, "")}${text.includes("**") ? " mandatory" : ""}${text.includes("⚖") ? " decision" : ""}`);
  const real = Object.entries(columnsOf(KINDS[kind])).filter(([name]) => !["external_id", "source_version"].includes(name))
    .map(([name, { mandatory, decision }]) => `${name}${mandatory ? " mandatory" : ""}${decision ? " decision" : ""}`);
  expect(told.sort()).toEqual(real.sort());
});

test("every mapping that comes with the product can be read and is told of", async () => {
  for (const name of await mappingNames()) {
    expect((await loadMapping(name)).name).toBe(name);
    expect(guide).toContain(`\`${name}\``);
  }
  await expect(loadMapping("../../../package")).rejects.toThrow("There is no mapping");
});

test("a wrong mapping is told of in words, field by field", () => {
  const told = (text: string) => { try { return JSON.stringify(readMapping("ours", text)); } catch (error) { return (error as Error).message; } };
  expect(told("{ about")).toMatch(/^The mapping ours is wrong: it is no JSON, /);
  expect(told('{ "about": "x", "decimalMark": "|", "kinds": { "orders": { "columns": { "number": 5 } } } }')).toMatch(/^The mapping ours is wrong: decimalMark: .*; kinds\.orders\.columns\.number: [^{}]*\.$/);
});
