import { abilityFor } from "../../policies/ability.js";
import type { Actor } from "../../policies/actor.js";
import { tidyKey } from "./invisible.js";
import { FileProblem, type Problem, type Remark } from "./issues.js";
import { columnsOf, type Column, type Kind } from "./kind.js";
import type { KindMapping, Source } from "./mapping.js";

/** Where the cells of one documented column come from in this file. */
export interface Feed {
  name: string;
  column: Column;
  /** Places in the row, in order of preference. */
  places: Place[];
  /** Text made without looking for a filled cell: a constant or a template. */
  made?: (cells: string[]) => string;
  values?: Map<string, string | null>;
  pick?: "earliest" | "latest";
  known: Known;
}

/** What cells were read as before: days, countries and choices repeat, and remembering is cheaper than reading. */
export type Known = Map<string, string | null | Problem | Remark>;

/** A column of the file; what its cells mean may hang on the form that it writes its days in. */
export interface Place {
  index: number;
  heading: string;
  known: Known;
}

/** How the rows of a file are read as one kind of record. */
export interface Layout {
  kind: Kind;
  feeds: Feed[];
  onlyWith?: number;
  /** Places that count when rows are compared for being the same; undefined when they are not. */
  comparedPlaces?: number[];
  /** Headings it uses. */
  used: Set<string>;
}

export const plainHeading = (heading: string) => tidyKey(heading).trim().toLowerCase().replace(/[\s-]+/g, "_");

/** Finds the documented columns, or those that a mapping names, in the heading. */
export function layoutOf(kind: Kind, heading: string[], mapping?: KindMapping): Layout {
  const columns = columnsOf(kind);
  const used = new Set<string>();
  const places = placesOf(heading);
  const place = (name: string) => {
    used.add(name);
    return places(name);
  };
  const feeds = mapping ? mappedFeeds(columns, mapping, place) : documentedFeeds(columns, heading);
  if (!mapping) feeds.forEach((feed) => feed.places.forEach(({ heading }) => used.add(heading)));
  return {
    kind, feeds, used,
    onlyWith: mapping?.onlyWith === undefined ? undefined : place(mapping.onlyWith),
    comparedPlaces: comparedPlaces(heading, mapping),
  };
}

/** Refuses columns that carry a decision the actor may not take. */
export function refuseDecisions(actor: Actor, { feeds }: Layout): void {
  const ability = abilityFor(actor);
  if (ability.can("importDecisions", "ImportRun")) return;
  const refused = feeds.filter(({ column }) => column.decision && !ability.can(...column.decision));
  if (refused.length) {
    throw new FileProblem("decision_needed", `your role may not decide on ${refused.map(({ name }) => name).join(", ")}; leave ${refused.length > 1 ? "these columns" : "this column"} out`, 1, refused[0]!.name);
  }
}

function documentedFeeds(columns: Record<string, Column>, heading: string[]): Feed[] {
  const found = new Map<string, Place[]>();
  const nameOf = new Map(Object.entries(columns).flatMap(([name, { aliases = [] }]) => aliases.map((alias) => [alias, name] as const)));
  heading.forEach((text, index) => {
    const plain = plainHeading(text);
    const name = columns[plain] ? plain : nameOf.get(plain);
    if (name) found.set(name, [...(found.get(name) ?? []), { index, heading: text, known: new Map() }]);
  });
  for (const [name, places] of found) {
    if (places.length > 1) throw new FileProblem("repeated_column", `${name} stands in several columns: ${places.map(({ heading }) => heading).join(", ")}`, 1, name);
  }
  const missing = Object.keys(columns).filter((name) => columns[name]!.mandatory && !found.has(name));
  if (missing.length) {
    throw new FileProblem("missing_column", `${missing.length > 1 ? "these mandatory columns are" : "a mandatory column is"} missing: ${missing.join(", ")}; found ${heading.filter(Boolean).join(", ") || "nothing"}`, 1, missing[0]);
  }
  return [...found].map(([name, places]) => ({ name, column: columns[name]!, places, known: new Map() }));
}

function mappedFeeds(columns: Record<string, Column>, mapping: KindMapping, place: (heading: string) => number): Feed[] {
  return Object.entries(mapping.columns).map(([name, source]) => ({ name, column: columns[name]!, known: new Map(), ...fed(source, place) }));
}

function fed(source: Source, place: (heading: string) => number): Omit<Feed, "name" | "column" | "known"> {
  if (typeof source === "string") return { places: [{ index: place(source), heading: source, known: new Map() }] };
  if ("constant" in source) return { places: [], made: () => source.constant };
  if ("template" in source) {
    const pieces = source.template.split(/\{([^{}]+)\}/).map((piece, i) => (i % 2 ? place(piece) : piece));
    return {
      places: [],
      made: (cells) => {
        const texts = pieces.map((piece) => (typeof piece === "number" ? cells[piece]! : piece));
        return pieces.some((piece, i) => typeof piece === "number" && !texts[i]) ? "" : texts.join("");
      },
    };
  }
  const headings = [source.column].flat();
  return {
    places: headings.map((heading) => ({ index: place(heading), heading, known: new Map() })),
    values: source.values && new Map(Object.entries(source.values)),
    pick: source.pick,
  };
}

function placesOf(heading: string[]) {
  const index = new Map(heading.map((text, i) => [plainHeading(text), i]));
  const repeated = new Set(heading.map(plainHeading).filter((text, i, all) => text && all.indexOf(text) !== i));
  return (name: string): number => {
    const found = index.get(plainHeading(name));
    if (repeated.has(plainHeading(name))) throw new FileProblem("repeated_column", `the column ${name} stands in the file several times, so nobody can say which one is meant; leave one of them`, 1, name);
    if (found === undefined) throw new FileProblem("missing_column", `the column ${name} is missing; is this the file that the mapping is for?`, 1, name);
    return found;
  };
}

function comparedPlaces(heading: string[], mapping?: KindMapping): number[] | undefined {
  if (mapping && !mapping.repeatsApartFrom) return undefined;
  const apart = new Set((mapping?.repeatsApartFrom ?? []).map(plainHeading));
  return heading.flatMap((text, i) => (apart.has(plainHeading(text)) ? [] : i));
}
