import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import type { Trouble } from "../components/States";

const UNCHANGED = "Nothing was changed.";

/** An error in the four things a person wants to know. */
export function troubleOf(error: unknown): Trouble {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    const errorId = first?.extensions?.errorId as string | undefined;
    switch (first?.extensions?.code) {
      case "FORBIDDEN": return { what: "You may not do this.", safe: `${first.message} ${UNCHANGED}`, todo: "Ask somebody of the owning team, or an admin.", errorId };
      case "NOT_FOUND": return { what: "This does not exist, or is not yours to see.", safe: UNCHANGED, todo: "Check the number, or ask who owns it.", errorId };
      case "UNAUTHENTICATED": return { what: "Your session is over.", safe: UNCHANGED, todo: "Sign in again; you come back to this page.", errorId };
      case "OPERATION_NOT_LISTED": return { what: "The dashboard was updated since you opened it.", safe: UNCHANGED, todo: "Reload the page.", errorId };
      case "INTERNAL_SERVER_ERROR": return { what: "Something went wrong on the server.", safe: "What was saved before is safe; whether this was done is not known.", todo: "Look again before you repeat it; if it stays, report the error id.", errorId };
      default: return { what: first?.message ?? "The server refused the request.", safe: UNCHANGED, todo: "Try again, or report this.", errorId };
    }
  }
  if (ServerError.is(error)) return { what: `The server answered ${error.statusCode}.`, safe: "What you see is the last known state.", todo: "Try again in a moment." };
  return { what: "The server can't be reached.", safe: "What you see is the last known state; nothing was sent.", todo: "Check your connection; the page catches up by itself." };
}
