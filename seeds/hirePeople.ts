import { ActorKind } from "../entities/enums.js";
import { User } from "../entities/User.js";
import type { Context } from "../server/context.js";
import { createUser } from "../server/domain/people/createUser.js";
import type { Actor } from "../server/policies/actor.js";
import type { DemoLogin } from "./demoLogins.js";
import { type DemoPerson, emailOf, PEOPLE } from "./demoPeople.js";

/** Gives everybody of the demo an account who has none, and answers as whom each of them acts, by name. */
export async function hirePeople(ctx: Context, logins: DemoLogin[]): Promise<Map<string, Actor>> {
  const hired = await Promise.all(PEOPLE.map(async (person) => [person.name, await hire(ctx, person, logins)] as const));
  return new Map(hired);
}

async function hire(ctx: Context, { name, role, teams, regions = [] }: DemoPerson, logins: DemoLogin[]): Promise<Actor> {
  const email = emailOf({ name });
  const known = await ctx.services.database.manager.findOneBy(User, { email });
  const password = logins.find((login) => login.email === email)?.password;
  const { id } = known ?? (await createUser(ctx, { email, name, roles: [role], teams, regions, password })).user;
  return { kind: ActorKind.USER, userId: id, name, roles: [role], teams, regions };
}
