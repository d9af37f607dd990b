import { ExceptionState } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

const { OPEN, ACKNOWLEDGED, IN_PROGRESS, RESOLVED, CLOSED } = ExceptionState;

export type ExceptionAction = "acknowledge" | "start" | "timeOut" | "resolve" | "clear" | "close" | "refire";

/** `clear` is the cause going away by itself, `refire` its return: the same case opens again. */
export const exceptionLifecycle = lifecycle<ExceptionState, ExceptionAction>("The exception", {
  [OPEN]: { acknowledge: ACKNOWLEDGED, start: IN_PROGRESS, resolve: RESOLVED, clear: RESOLVED },
  [ACKNOWLEDGED]: { start: IN_PROGRESS, timeOut: OPEN, resolve: RESOLVED, clear: RESOLVED },
  [IN_PROGRESS]: { resolve: RESOLVED, clear: RESOLVED },
  [RESOLVED]: { close: CLOSED, refire: OPEN },
  [CLOSED]: { refire: OPEN },
}, {
  acknowledge: { type: "exception.acknowledged", words: "acknowledged" },
  resolve: { type: "exception.resolved", words: "resolved" },
  clear: { type: "exception.cleared", words: "cleared" },
});

/** The states that an action is possible in, for set-based changes. */
export const statesThat = (action: ExceptionAction) => exceptionLifecycle.states.filter((state) => exceptionLifecycle.from(state).includes(action));
