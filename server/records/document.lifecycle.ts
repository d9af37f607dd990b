import { DocumentState } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

const { REQUESTED, UPLOADED, IN_REVIEW, APPROVED, REJECTED, RESUBMISSION_REQUESTED, EXPIRED, SUPERSEDED } = DocumentState;

export type DocumentAction = "upload" | "review" | "approve" | "reject" | "requestResubmission" | "expire" | "supersede";

export const documentLifecycle = lifecycle<DocumentState, DocumentAction>("The document", {
  [REQUESTED]: { upload: UPLOADED },
  [UPLOADED]: { review: IN_REVIEW },
  [IN_REVIEW]: { approve: APPROVED, reject: REJECTED },
  [REJECTED]: { requestResubmission: RESUBMISSION_REQUESTED },
  [RESUBMISSION_REQUESTED]: { upload: UPLOADED },
  [APPROVED]: { expire: EXPIRED, supersede: SUPERSEDED },
  [EXPIRED]: { supersede: SUPERSEDED },
  [SUPERSEDED]: {},
});
