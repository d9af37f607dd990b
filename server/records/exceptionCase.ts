import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { exceptionLifecycle } from "./exceptionCase.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const exceptionCase = recordKind({
  kind: "exception",
  entity: ExceptionCase,
  state: { property: "state", lifecycle: exceptionLifecycle },
  page: { path: "exceptions", label: "Exceptions" },
});
