import type { ImportKind } from "../../entities/enums.js";
import type { RightsHolder } from "./ability.js";

/** Remarks on a file quote its cells: they are read by whoever may bring in files of the kind, and of some regions only one's own. */
export const importedCells = (actor: RightsHolder, ...kinds: ImportKind[]) => ({
  "import.kind": { $in: kinds },
  ...(actor.regions.length > 0 && { "import.startedById": { $in: actor.userId ? [actor.userId] : [] } }),
});
