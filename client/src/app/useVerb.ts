import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useMutation } from "@apollo/client/react";
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { troubleOf } from "./trouble";

export interface RefusalData { code: string; message: string; field?: string | null }
type Payload = { refusal?: RefusalData | null };
/** What came of a verb: its record, or why nothing was done. */
export type Outcome<P> = { done: P; refusal?: undefined } | { done?: undefined; refusal: RefusalData };

/**
 * Runs a mutation whose payload may carry a refusal. A refusal comes back as data, for the form that asked; an error is
 * shown to the person and comes back as a refusal of the same form, so that a caller handles one thing.
 */
export function useVerb<Data extends Record<string, unknown>, Input>(mutation: TypedDocumentNode<Data, { input: Input }>) {
  const [mutate, { loading }] = useMutation(mutation);
  const run = useCallback(async (input: Input): Promise<Outcome<NonNullable<PayloadOf<Data>>>> => {
    try {
      const { data } = await mutate({ variables: { input } } as Parameters<typeof mutate>[0]);
      const payload = Object.values((data ?? {}) as Data).find((value) => typeof value === "object") as Payload & NonNullable<PayloadOf<Data>>;
      return payload.refusal ? { refusal: payload.refusal } : { done: payload };
    } catch (error) {
      const { what, safe, todo, errorId } = troubleOf(error);
      const message = `${safe} ${todo}${errorId ? ` Error id ${errorId}.` : ""}`;
      notifications.show({ title: what, message, color: "breach", autoClose: 9_000, role: "alert" });
      return { refusal: { code: "ERROR", message: `${what} ${safe}` } };
    }
  }, [mutate]);
  return [run, loading] as const;
}

type PayloadOf<Data> = Exclude<Data[Exclude<keyof Data, "__typename">], string | undefined>;

/** Says in one line what was done. */
export const say = (title: string, message?: string) => notifications.show({ title, message, color: "live", autoClose: 4_000 });
/** Says that nothing was done, and why. */
export const sayRefused = ({ message }: RefusalData) => notifications.show({ title: "Not done", message, color: "breach", autoClose: 9_000, role: "alert" });
