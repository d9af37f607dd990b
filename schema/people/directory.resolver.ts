import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, InputType, Query, Resolver } from "type-graphql";
import { AgentProfile } from "../../entities/AgentProfile.js";
import { Channel } from "../../entities/Channel.js";
import { ChannelKind, Role, TeamCode } from "../../entities/enums.js";
import { User } from "../../entities/User.js";
import type { Context } from "../../server/context.js";
import { connectionOf, pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";

@InputType()
class UserFilter {
  @Field(() => String, { nullable: true, description: "Part of the name." })
  @Where("name", "search")
  search?: string;

  @Field(() => [Role], { nullable: true, description: "Any of these roles." })
  @Where("roles", "anyOf")
  roles?: Role[];

  @Field(() => [TeamCode], { nullable: true, description: "In any of these teams." })
  @Where("teams.code", "in")
  teams?: TeamCode[];
}
enum UserSortField { NAME = "name" }
@ArgsType()
class UsersArgs extends pageArgs(User, UserFilter, UserSortField) {}

@InputType()
class AgentProfileFilter {
  @Field(() => Boolean, { nullable: true })
  @Where("active")
  active?: boolean;
}
enum AgentProfileSortField { NAME = "name" }
@ArgsType()
class AgentProfilesArgs extends pageArgs(AgentProfile, AgentProfileFilter, AgentProfileSortField) {}

@InputType()
class ChannelFilter {
  @Field(() => Boolean, { nullable: true })
  @Where("active")
  active?: boolean;

  @Field(() => [ChannelKind], { nullable: true })
  @Where("kind", "in")
  kind?: ChannelKind[];
}
enum ChannelSortField { CODE = "code" }
@ArgsType()
class ChannelsArgs extends pageArgs(Channel, ChannelFilter, ChannelSortField) {}

/** Who and what a task can be given to. */
@Resolver()
export class DirectoryResolver {
  @Query(() => connectionOf(User), { description: "People and service accounts." })
  users(@Args(() => UsersArgs) args: UsersArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(User, args, info);
  }

  @Query(() => connectionOf(AgentProfile), { description: "The specialised agents." })
  agentProfiles(@Args(() => AgentProfilesArgs) args: AgentProfilesArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(AgentProfile, args, info);
  }

  @Query(() => connectionOf(Channel), { description: "Where approved messages can go." })
  channels(@Args(() => ChannelsArgs) args: ChannelsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(Channel, args, info);
  }
}
