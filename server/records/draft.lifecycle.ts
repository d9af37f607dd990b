import { DraftState } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

const { PENDING, APPROVED, EXECUTING, EXECUTED, FAILED, REJECTED, EXPIRED, CANCELLED, INVALIDATED } = DraftState;

export type DraftAction = "edit" | "approve" | "reject" | "redo" | "expire" | "cancel" | "invalidate" | "execute" | "succeed" | "fail";

/** An edit is a new revision of a pending draft; facts that changed after the approval void it. */
export const draftLifecycle = lifecycle<DraftState, DraftAction>("The draft", {
  [PENDING]: { approve: APPROVED, edit: PENDING, reject: REJECTED, redo: REJECTED, expire: EXPIRED, cancel: CANCELLED },
  [APPROVED]: { execute: EXECUTING, invalidate: INVALIDATED, expire: EXPIRED, cancel: CANCELLED },
  [EXECUTING]: { succeed: EXECUTED, fail: FAILED, invalidate: INVALIDATED },
  [EXECUTED]: {},
  [FAILED]: {},
  [REJECTED]: {},
  [EXPIRED]: {},
  [CANCELLED]: {},
  [INVALIDATED]: {},
}, {
  approve: { type: "draft.approved", words: "approved" },
  reject: { type: "draft.rejected", words: "rejected" },
  redo: { type: "draft.redoRequested", words: "sent back to be written anew" },
});
