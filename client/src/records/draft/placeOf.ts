import type { DraftReview_DraftFragment, DraftRevision_RevisionFragment } from "../../gql/graphql";

/** Where a message goes as its reviewer should read it: to a partner's people by name and address, otherwise to the channel. */
export const placeOf = ({ audience, name, address }: DraftReview_DraftFragment["channel"], { addressees }: Pick<DraftRevision_RevisionFragment, "addressees">): string =>
  audience === "PARTNER" && addressees ? addressees.join(", ") : name || address;
