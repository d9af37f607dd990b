import { createContext, useContext } from "react";
import { graphql } from "../gql";
import type { ViewerQuery } from "../gql/graphql";

export const VIEWER = graphql(`
  query Viewer { viewer { id name roles teams regions environment timeZone drafter callsModel } }
`);

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

export const ViewerContext = createContext<Viewer | null>(null);

/** Who is signed in; every page stands behind the sign-in, so there is always somebody. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("This needs a signed-in viewer above it.");
  return viewer;
}
