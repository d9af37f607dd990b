import { Draft } from "../../entities/Draft.js";
import { draftLifecycle } from "./draft.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const draft = recordKind({
  kind: "draft",
  entity: Draft,
  state: { property: "state", lifecycle: draftLifecycle },
  page: { path: "approvals", label: "Approvals" },
});
