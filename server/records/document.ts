import { Document } from "../../entities/Document.js";
import { TeamCode } from "../../entities/enums.js";
import { documentLifecycle } from "./document.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const document = recordKind({
  kind: "document",
  entity: Document,
  alias: "doc",
  state: { property: "state", lifecycle: documentLifecycle },
  subject: { team: TeamCode.LEGAL, facts: { title: "Document", state: "State", expiresOn: "Last valid day" } },
  archivesAlong: {},
  page: { path: "documents", label: "Documents" },
});
