import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from "type-graphql";
import { Draft } from "../../entities/Draft.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import { NeedsColumns } from "../../entities/read.js";
import type { Context } from "../../server/context.js";
import { approveDraft } from "../../server/domain/drafts/approveDraft.js";
import { editDraft } from "../../server/domain/drafts/editDraft.js";
import { fourEyesRefusals } from "../../server/domain/drafts/mayDecide.js";
import { redoDraft, rejectDraft } from "../../server/domain/drafts/rejectDraft.js";
import { writeDraft } from "../../server/domain/drafts/writeDraft.js";
import { prepareDraft } from "../../server/domain/followUps/prepareDraft.js";
import { stepsBy, whileOpen } from "../../server/domain/verbs/possible.js";
import { connectionOf } from "../../server/read/connection.js";
import { type DraftAction, draftLifecycle } from "../../server/records/draft.lifecycle.js";
import { OVER } from "../../server/records/followUpTask.lifecycle.js";
import { NamedArgs, singledOut } from "../named.js";
import { mutationsOf, verb } from "../verbs.js";
import { DraftApproveInput, DraftEditInput, DraftProposeInput, DraftRedoInput, DraftRejectInput, DraftsArgs } from "./draft.inputs.js";

const pending = (action: DraftAction) => stepsBy("state", draftLifecycle, action);

export const DraftMutations = mutationsOf(Draft, "draft", {
  draftPropose: verb({
    input: DraftProposeInput,
    verb: (ctx, input) => (input.body == null ? prepareDraft(ctx, input) : writeDraft(ctx, { ...input, body: input.body })),
    says: "Puts a message up for review: the agent's, or your own words. Nothing is sent.",
    takes: { on: FollowUpTask, right: "change", when: whileOpen(OVER) },
  }),
  draftEdit: verb({
    input: DraftEditInput, verb: editDraft, says: "Writes your words as the next revision; whoever reads the old one can't approve it any more.",
    takes: { on: Draft, right: "change", when: pending("edit") },
  }),
  draftApprove: verb({
    input: DraftApproveInput, verb: approveDraft, says: "Approves exactly the revision you read; it is posted once, right after.",
    takes: { on: Draft, right: "decide", when: `${pending("approve")} AND t.expires_at > $1`, unless: fourEyesRefusals },
  }),
  draftReject: verb({ input: DraftRejectInput, verb: rejectDraft, says: "Turns a draft down with a reason.", takes: { on: Draft, right: "decide", when: pending("reject") } }),
  draftRedo: verb({
    input: DraftRedoInput, verb: redoDraft, says: "Turns a draft down and has the agent write again, following your instruction.",
    takes: { on: Draft, right: "decide", when: pending("redo") },
  }),
});

@Resolver(() => Draft)
export class DraftResolver {
  @Query(() => connectionOf(Draft), { description: "Reviewable messages of your teams and tasks; filter by state PENDING for what waits for a decision." })
  drafts(@Args(() => DraftsArgs) args: DraftsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Draft, args, info);
  }

  @Query(() => Draft, { nullable: true, description: "One draft; null when there is none, or none that you may see." })
  draft(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(Draft, singledOut(args), info);
  }

  @FieldResolver(() => String, { nullable: true, description: "Why four eyes keep you from approving it, for example that the agent wrote it after your instruction; null where they don't." })
  @NeedsColumns("id")
  fourEyesRefusal(@Root() draft: Draft, @Ctx() ctx: Context): Promise<string | null> {
    return ctx.loaders.fourEyesRefusal.load(draft.id);
  }
}
