import type { Lifecycle } from "../../records/lifecycle.js";

/** Actions that leave a terminal state on purpose; a file never does. */
const CORRECTIONS = new Set(["reversePayment", "find"]);

/** Every state that a life can still reach from one, by any number of steps. */
export function reachableFrom<State extends string>(life: Lifecycle<State, string>, start: State): Set<State> {
  const reached = new Set<State>([start]);
  for (const state of reached) {
    for (const action of life.from(state)) if (!CORRECTIONS.has(action)) reached.add(life.after(state, action));
  }
  return reached;
}

/** SQL that is true where going from one state to the other is no way forward. */
export function backwardMove<State extends string>(life: Lifecycle<State, string>, from: string, to: string): string {
  const cases = life.states.map((state) => {
    const ahead = [...reachableFrom(life, state)].map((next) => `'${next}'`);
    return `WHEN '${state}' THEN ${to} NOT IN (${ahead.join(", ")})`;
  });
  return `COALESCE(CASE ${from} ${cases.join(" ")} END, false)`;
}
