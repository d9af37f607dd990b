import { Document } from "../../entities/Document.js";
import { DocumentState as S, TeamCode } from "../../entities/enums.js";
import { documentLifecycle } from "./document.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const document = recordKind({
  kind: "document",
  entity: Document,
  alias: "doc",
  state: {
    property: "state",
    lifecycle: documentLifecycle,
    tones: { live: [S.UPLOADED, S.IN_REVIEW], risk: [S.REQUESTED, S.RESUBMISSION_REQUESTED], done: [S.APPROVED], breach: [S.REJECTED, S.EXPIRED] },
  },
  subject: { team: TeamCode.LEGAL, facts: { title: "Document", state: "State", expiresOn: "Last valid day" } },
  archivesAlong: {},
  page: { path: "documents", label: "Documents", icon: "IconFileText" },
});
