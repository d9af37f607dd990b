import { DomainError } from "../domain/errors.js";

/** Which action leads from which state to which; a state without actions is terminal. */
export type Table<State extends string, Action extends string> = Record<State, Partial<Record<Action, State>>>;

/** The entry that tells of an action, and how it is said of the record in the past. */
export interface Deed { type: string; words: string }

export interface Lifecycle<State extends string, Action extends string> {
  readonly noun: string;
  /** What people do, and are told when they come second. */
  readonly deeds: Partial<Record<Action, Deed>>;
  /** The state after an action; refuses, saying what is possible instead. */
  after(state: State, action: Action): State;
  /** The actions possible now; feeds `availableTransitions`. */
  from(state: State): Action[];
  /** Whether a state can be reached directly, for imports that bring states instead of actions. */
  leadsTo(state: State, next: State): boolean;
  readonly states: State[];
}

/** Values of a column with which a record takes no change of some kind, and how that is said. */
export interface Closed<E> { column: keyof E & string; values: readonly unknown[]; because: (record: E) => string }

/** Makes a lifecycle of its table; pure, so its tests are a table too. */
export function lifecycle<State extends string, Action extends string>(
  noun: string, table: Table<State, Action>, deeds: Partial<Record<Action, Deed>> = {},
): Lifecycle<State, Action> {
  const from = (state: State) => Object.keys(table[state]) as Action[];
  return {
    noun,
    deeds,
    states: Object.keys(table) as State[],
    from,
    leadsTo: (state, next) => (Object.values(table[state]) as State[]).includes(next),
    after(state, action) {
      const next = table[state][action];
      if (next) return next;
      const possible = from(state);
      throw new DomainError(
        "WRONG_STATE",
        `${noun} is ${words(state)} and can't ${words(action)}; ${possible.length ? `possible now: ${possible.map(words).join(", ")}` : "nothing more can happen to it"}.`,
      );
    },
  };
}

const words = (code: string) => code.replaceAll("_", " ");
