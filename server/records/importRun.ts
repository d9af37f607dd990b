import { ImportRun } from "../../entities/ImportRun.js";
import { recordKind } from "./recordKind.js";

export const importRun = recordKind({ kind: "import", entity: ImportRun });
