import { statesThat } from "../../records/exceptionCase.lifecycle.js";
import { ENDED } from "../../records/followUpTask.lifecycle.js";

// SQL of what must hold of other records for a verb to be possible; `t` is the row of the record that it is done to.

const list = (states: readonly string[]) => `(${states.map((state) => `'${state}'`).join(", ")})`;
const OVER = list(ENDED);
const LIVE = list(statesThat("clear"));

/** No task works on the exception. */
export const UNASSIGNED = `NOT EXISTS (SELECT FROM follow_up_tasks w WHERE w.exception_id = t.id AND w.status NOT IN ${OVER})`;

/** No other task works on the task's exception, and no other case stands for its blocker. */
export const NO_TWIN = `NOT EXISTS (SELECT FROM follow_up_tasks twin WHERE twin.exception_id = t.exception_id AND twin.id <> t.id AND twin.status NOT IN ${OVER})
  AND NOT EXISTS (SELECT FROM exceptions own JOIN exceptions other ON other.fingerprint = own.fingerprint AND other.id <> own.id
    WHERE own.id = t.exception_id AND other.state IN ${LIVE})`;

/** No case about the record is open. */
export const NO_OPEN_CASE = `NOT EXISTS (SELECT FROM exceptions e WHERE e.subject_id = t.id AND e.state IN ${LIVE} AND e.dismissed_at IS NULL)`;
