import { DraftState as S } from "../../entities/enums.js";
import { Draft } from "../../entities/Draft.js";
import { draftLifecycle } from "./draft.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const draft = recordKind({
  kind: "draft",
  entity: Draft,
  state: {
    property: "state",
    lifecycle: draftLifecycle,
    tones: { risk: [S.PENDING], live: [S.APPROVED, S.EXECUTING], done: [S.EXECUTED], breach: [S.FAILED, S.INVALIDATED, S.REJECTED] },
    words: { [S.PENDING]: "Waiting for a decision", [S.EXECUTING]: "Posting", [S.EXECUTED]: "Posted", [S.INVALIDATED]: "Voided", [S.FAILED]: "Not delivered" },
  },
  page: { path: "approvals", label: "Approvals", icon: "IconChecks" },
});
