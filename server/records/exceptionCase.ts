import { ExceptionState as S } from "../../entities/enums.js";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { exceptionLifecycle } from "./exceptionCase.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const exceptionCase = recordKind({
  kind: "exception",
  entity: ExceptionCase,
  state: {
    property: "state",
    lifecycle: exceptionLifecycle,
    tones: { live: [S.ACKNOWLEDGED, S.IN_PROGRESS], done: [S.RESOLVED, S.CLOSED] },
  },
  page: { path: "exceptions", label: "Exceptions", icon: "IconAlertTriangle" },
});
