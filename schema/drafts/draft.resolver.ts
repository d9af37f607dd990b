import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { Draft } from "../../entities/Draft.js";
import { NeedsColumns } from "../../entities/read.js";
import type { Context } from "../../server/context.js";
import { approveDraft } from "../../server/domain/drafts/approveDraft.js";
import { editDraft } from "../../server/domain/drafts/editDraft.js";
import { redoDraft, rejectDraft } from "../../server/domain/drafts/rejectDraft.js";
import { writeDraft } from "../../server/domain/drafts/writeDraft.js";
import { prepareDraft } from "../../server/domain/followUps/prepareDraft.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { answer, payloadOf } from "../refusal.js";
import { DraftApproveInput, DraftEditInput, DraftProposeInput, DraftRedoInput, DraftRejectInput, DraftsArgs } from "./draft.inputs.js";

const payload = (mutation: string) => payloadOf(mutation, "draft", Draft);
const ProposePayload = payload("DraftPropose");
const EditPayload = payload("DraftEdit");
const ApprovePayload = payload("DraftApprove");
const RejectPayload = payload("DraftReject");
const RedoPayload = payload("DraftRedo");

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

  @Mutation(() => ProposePayload, { description: "Puts a message up for review: the agent's, or your own words. Nothing is sent." })
  draftPropose(@Arg("input", () => DraftProposeInput) input: DraftProposeInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, Draft, "draft", input, (keyed) => (input.body == null ? prepareDraft(keyed, input) : writeDraft(keyed, { ...input, body: input.body })));
  }

  @Mutation(() => EditPayload, { description: "Writes your words as the next revision; whoever reads the old one can't approve it any more." })
  draftEdit(@Arg("input", () => DraftEditInput) input: DraftEditInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, Draft, "draft", input, (keyed) => editDraft(keyed, input));
  }

  @Mutation(() => ApprovePayload, { description: "Approves exactly the revision you read; it is posted once, right after." })
  draftApprove(@Arg("input", () => DraftApproveInput) input: DraftApproveInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, Draft, "draft", input, (keyed) => approveDraft(keyed, input));
  }

  @Mutation(() => RejectPayload, { description: "Turns a draft down with a reason." })
  draftReject(@Arg("input", () => DraftRejectInput) input: DraftRejectInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, Draft, "draft", input, (keyed) => rejectDraft(keyed, input));
  }

  @Mutation(() => RedoPayload, { description: "Turns a draft down and has the agent write again, following your instruction." })
  draftRedo(@Arg("input", () => DraftRedoInput) input: DraftRedoInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, Draft, "draft", input, (keyed) => redoDraft(keyed, input));
  }

  @FieldResolver(() => Boolean, { description: "Whether your rights let you decide on it, four eyes included; its state may still speak against it." })
  @NeedsColumns("id")
  async viewerMayDecide(@Root() draft: Draft, @Ctx() ctx: Context): Promise<boolean> {
    return (await ctx.loaders.whyNotDecide.load(draft.id)) === null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Why viewerMayDecide is false, for example that the agent wrote it after your instruction; null where it is true." })
  @NeedsColumns("id")
  viewerMayNotDecideBecause(@Root() draft: Draft, @Ctx() ctx: Context): Promise<string | null> {
    return ctx.loaders.whyNotDecide.load(draft.id);
  }
}
