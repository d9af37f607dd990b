import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Role, TeamCode } from "../../entities/enums.js";
import type { Context } from "../../server/context.js";
import { DomainError } from "../../server/domain/errors.js";
import { signIn, signOut } from "../../server/domain/people/signIn.js";
import { asData, Refusal, refusalFrom, refuseNul } from "../refusal.js";

@InputType()
export class SignInInput {
  @Field() email!: string;
  @Field() password!: string;
  @Field({ defaultValue: false, description: "Also return a token for scripts, to be sent as `Authorization: Bearer …` or in `connection_init`." })
  bearer!: boolean;
}

@ObjectType({ description: "Who is signed in, and what they may see and do." })
export class Viewer {
  @Field(() => String, { nullable: true, description: "The user's id." }) id!: string | null;
  @Field() name!: string;
  @Field(() => [Role]) roles!: Role[];
  @Field(() => [TeamCode]) teams!: TeamCode[];
  @Field(() => [String], { description: "Regions whose distributors are shown; empty means all." }) regions!: string[];
  @Field({ description: "demo, staging or production: demo and staging send no message to the outside world." }) environment!: string;
  @Field({ description: "The organisation's time zone (IANA)." }) timeZone!: string;
  @Field({ description: "Who writes drafts: a provider and model, or the built-in templates." }) drafter!: string;
  @Field({ description: "Whether drafts are written by a model, which is sent the facts of a case; outside production only where DEMO_MODEL allows it." }) callsModel!: boolean;
}

@ObjectType()
class SignInPayload {
  @Field(() => Refusal, { nullable: true }) refusal?: Refusal | null;
  @Field(() => Viewer, { nullable: true }) viewer?: Viewer | null;
  @Field(() => String, { nullable: true, description: "Only when `bearer` was asked for; shown this once." }) token?: string | null;
}

@ObjectType()
class SignOutPayload {
  @Field(() => Refusal, { nullable: true }) refusal?: Refusal | null;
}

const viewerOf = (ctx: Context): Viewer | null =>
  ctx.actor.userId
    ? {
        id: ctx.actor.userId, name: ctx.actor.name, roles: ctx.actor.roles, teams: ctx.actor.teams, regions: ctx.actor.regions,
        environment: ctx.services.environment, timeZone: ctx.services.timeZone, drafter: ctx.services.drafter.label, callsModel: ctx.services.drafter.callsModel ?? false,
      }
    : null;

@Resolver()
export class SessionResolver {
  @Query(() => Viewer, { nullable: true, description: "Who you are; null when nobody is signed in." })
  viewer(@Ctx() ctx: Context): Viewer | null {
    return viewerOf(ctx);
  }

  @Mutation(() => SignInPayload, { description: "Opens a session and sets its cookie." })
  async signIn(@Arg("input", () => SignInInput) input: SignInInput, @Ctx() ctx: Context): Promise<SignInPayload> {
    try {
      refuseNul(input);
      const { token, device } = await signIn(ctx, { ...input, ip: ctx.door?.ip, userAgent: ctx.door?.userAgent, device: ctx.door?.device });
      const actor = await ctx.door?.openSession(token, device);
      return { viewer: actor ? viewerOf(ctx.as(actor)) : null, token: input.bearer ? token : null };
    } catch (error) {
      // a wrong password is an answer to this form, not an expired session
      if (error instanceof DomainError && error.code === "UNAUTHENTICATED") return { refusal: asData(error) };
      return { refusal: refusalFrom(error) };
    }
  }

  @Mutation(() => SignOutPayload, { description: "Ends the session everywhere, open sockets included." })
  async signOut(@Ctx() ctx: Context): Promise<SignOutPayload> {
    await signOut(ctx);
    ctx.door?.closeSession();
    return {};
  }
}
