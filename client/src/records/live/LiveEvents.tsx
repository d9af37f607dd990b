import { useEffect } from "react";
import { announce, type Topic } from "../../app/live/changes";
import { connection } from "../../app/live/connection";
import { follow } from "../../app/live/follow";
import { graphql } from "../../gql";

const EXCEPTION_EVENTS = graphql(`
  subscription ExceptionEvents($after: String) {
    exceptionEvents(after: $after) { cursor type exception { id ...ExceptionRow_exception ...ExceptionDetail_exception } }
  }
`);

const TASK_EVENTS = graphql(`
  subscription TaskEvents($after: String) {
    taskEvents(after: $after) { cursor type followUpTask { id ...TaskRow_task ...TaskHead_task } }
  }
`);

const APPROVAL_EVENTS = graphql(`
  subscription ApprovalEvents($after: String) {
    approvalEvents(after: $after) { cursor type draft { id ...DraftReview_draft task { id ...TaskRow_task } } }
  }
`);

const STREAMS = 3;
/** A resumed stream counts as caught up when nothing more came for this long. */
const QUIET = 700;

/**
 * Follows the three streams for as long as somebody is signed in. Apollo's cache takes each record by its id, so every
 * open screen shows it; lists hear of it and ask the server what belongs to them.
 */
export function LiveEvents() {
  useEffect(() => {
    const open = new Set<Topic>();
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const settle = () => { clearTimeout(quiet); if (open.size === STREAMS) connection.set("live"); };
    const heard = (topic: Topic) => (event: { cursor: string; type: string }, id?: string) => {
      if (connection.get() === "catchingUp") { clearTimeout(quiet); quiet = setTimeout(settle, QUIET); }
      announce({ topic, type: event.type, id });
      return event.cursor;
    };
    const reports = (topic: Topic) => ({
      variables: {},
      onOpen: (resumed: boolean) => {
        open.add(topic);
        if (!resumed) return settle();
        connection.set("catchingUp");
        clearTimeout(quiet);
        quiet = setTimeout(settle, QUIET);
      },
      onLost: () => { open.delete(topic); connection.set("offline"); },
      onGap: () => announce({ topic, type: "gap" }),
    });
    const stops = [
      follow({ ...reports("exceptions"), document: EXCEPTION_EVENTS, onEvent: ({ exceptionEvents: event }) => heard("exceptions")(event, event.exception?.id) }),
      follow({ ...reports("tasks"), document: TASK_EVENTS, onEvent: ({ taskEvents: event }) => heard("tasks")(event, event.followUpTask?.id) }),
      follow({ ...reports("drafts"), document: APPROVAL_EVENTS, onEvent: ({ approvalEvents: event }) => heard("drafts")(event, event.draft?.id) }),
    ];
    return () => { clearTimeout(quiet); stops.forEach((stop) => stop()); connection.set("connecting"); };
  }, []);
  return null;
}
