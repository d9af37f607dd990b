import type { ObjectLiteral } from "typeorm";
import type { TeamCode } from "../../entities/enums.js";
import type { Lifecycle } from "./lifecycle.js";

export type Class = new () => ObjectLiteral;

/** Rows that belong to a record and change with it: its audit entries tell of them, each under a name of its own. */
export interface Part {
  entity: Class;
  /** The word that its name in an entry begins with: "line" for "line 3". */
  word: string;
  /** Column of its table that points to the record. */
  owner: string;
  /** SQL of what tells one from another; `p` is the row. */
  name: string;
  /** The name is personal data: who may not read all of the row does not see it either. */
  isPersonal?: boolean;
}

/** What a case about such a record begins with, where no rule says otherwise. */
export interface Subject {
  team: TeamCode;
  /** Properties of the money at stake; left out where there is none. */
  stake?: { amount: string; currency: string };
  /** Fields that it cites, with their labels. */
  facts: Readonly<Record<string, string>>;
}

/** How the dashboard shows records of a kind. */
export interface Page {
  /** Where the list stands: "orders"; a record stands behind it by its number. */
  path: string;
  label: string;
}

/** Everything that the product knows of a noun beside its table; whatever is listed by noun anywhere is read from here. */
export interface RecordKind<Kind extends string = string> {
  /** How audit entries, facts and references call it: "order". */
  kind: Kind;
  entity: Class;
  /** The property that holds its state, how that moves, and the states in which work on it is not done, so that it can't be archived. */
  state?: { property: string; lifecycle: Lifecycle<string, string>; open?: readonly string[] };
  /** Alias of its row in the SQL of every rule; with it, its fields can be cited as facts. */
  alias?: string;
  parts?: readonly Part[];
  /** Set where cases can be about it. */
  subject?: Subject;
  /** SQL of the order that its audit entries belong to, `t` being the row, where no column of its own says it. */
  order?: string;
  /** Kinds of record that are archived and restored along with it, each with the property that points at it; set where it can be archived. */
  archivesAlong?: Readonly<Record<string, string>>;
  /** Set where it has a page, and so a timeline. */
  page?: Page;
}

type Definition<Kind extends string, E, State extends string, Action extends string> =
  Omit<RecordKind<Kind>, "entity" | "state"> & { entity: new () => E; state?: { property: keyof E & string; lifecycle: Lifecycle<State, Action>; open?: readonly State[] } };

/** Declares a kind of record; its state is checked against its class here, since readers of all kinds can't. */
export const recordKind = <const Kind extends string, E extends ObjectLiteral, State extends string, Action extends string>(
  { state, ...kind }: Definition<Kind, E, State, Action>,
): RecordKind<Kind> => ({ ...kind, state: state as unknown as RecordKind["state"] });
