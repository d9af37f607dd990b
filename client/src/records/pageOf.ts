import { PAGES } from "../gql/records";

/** Where records of a kind stand, by the name that entries or the API have for it; undefined where they have no page. */
export const pageOf = (kind: string): string | undefined => (PAGES as Record<string, { path: string }>)[kind.toLowerCase()]?.path;
