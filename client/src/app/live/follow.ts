import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { client, whenConnected } from "../apollo";
import { connection } from "./connection";

interface Follow<Data, Variables> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Omit<Variables, "after">;
  /** Takes an event and answers its cursor, from which a broken stream goes on. */
  onEvent: (data: Data) => string | undefined;
  /** The stream is open; `resumed` tells whether it goes on behind a cursor. */
  onOpen?: (resumed: boolean) => void;
  onLost?: () => void;
  /** Events may have been missed: read the page again. */
  onGap: () => void;
}

/** Asking again would be refused again. */
const REFUSED = new Set(["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "OPERATION_NOT_LISTED"]);
/** A restart takes seconds: the first tries come close together, and later ones stay gentle on a server that is down for long. */
const WAITS = [300, 600, 1_000, 1_500, 2_000, 2_000, 2_000, 3_000, 3_000, 5_000, 8_000, 15_000];
/** The protocol confirms no subscription: a stream counts as open this long after its socket. */
const SETTLED = 150;

/** Follows a subscription for as long as the page wants it, resuming behind the last event it saw. Answers how to stop. */
export function follow<Data, Variables>({ document, variables, onEvent, onOpen, onLost, onGap }: Follow<Data, Variables>): () => void {
  let after: string | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close = () => {};

  const open = () => {
    timer = undefined;
    const resumed = after !== undefined;
    let state: "opening" | "open" | "over" = "opening";
    let settling: ReturnType<typeof setTimeout> | undefined;
    const opened = () => {
      if (state !== "opening") return;
      state = "open";
      failures = 0;
      onOpen?.(resumed);
      if (!resumed) onGap(); // what happened between the page's query and this moment
    };
    const over = () => {
      state = "over";
      clearTimeout(settling);
      forget();
      subscription.unsubscribe();
    };
    const lost = (error: unknown) => {
      if (state === "over") return;
      over();
      const code = CombinedGraphQLErrors.is(error) ? String(error.errors[0]?.extensions?.code) : "";
      if (REFUSED.has(code)) return;
      if (code === "EVENTS_GAP") after = undefined;
      onLost?.();
      const wait = code === "EVENTS_GAP" ? 0 : WAITS[Math.min(failures++, WAITS.length - 1)]! * (0.7 + Math.random() * 0.6);
      timer = setTimeout(open, wait);
    };
    const forget = whenConnected(() => { settling = setTimeout(opened, SETTLED); });
    const subscription = client.subscribe({ query: document, variables: { ...variables, after } as never, fetchPolicy: "network-only", errorPolicy: "all" }).subscribe({
      next: ({ data, error }) => {
        if (!data) return lost(error); // a record that can't be read comes as an error beside its cursor
        opened();
        after = onEvent(data as Data) ?? after;
      },
      error: lost,
      complete: () => lost(undefined),
    });
    close = over;
  };

  const atOnce = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    failures = 0;
    open();
  };
  const whenSeen = () => { if (!globalThis.document.hidden) atOnce(); };
  const forgetRetry = connection.onRetry(atOnce);
  addEventListener("online", atOnce);
  globalThis.document.addEventListener("visibilitychange", whenSeen);
  open();

  return () => {
    clearTimeout(timer);
    close();
    forgetRetry();
    removeEventListener("online", atOnce);
    globalThis.document.removeEventListener("visibilitychange", whenSeen);
  };
}
