import { randomBytes } from "node:crypto";
import { type Role, type TeamCode, UserKind } from "../../../entities/enums.js";
import { Team } from "../../../entities/Team.js";
import { User } from "../../../entities/User.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { badInput } from "../errors.js";
import { hashPassword } from "./password.js";

export interface NewUser { email: string; name: string; roles: Role[]; teams?: TeamCode[]; regions?: string[]; password?: string; kind?: UserKind }

/** Adds a person or a service account; without a password one is made and returned this once. */
export async function createUser(ctx: Context, input: NewUser): Promise<{ user: User; password: string }> {
  authorizeNoun(ctx.actor, "change", "User", "add people");
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email)) throw badInput("email", `"${input.email}" is not an e-mail address.`);
  const password = input.password ?? randomBytes(15).toString("base64url");
  if (password.length < 12) throw badInput("password", "A password has at least 12 characters.");
  const passwordHash = await hashPassword(password);
  const user = await ctx.transaction(async (tx) => {
    if (await tx.manager.findOneBy(User, { email: input.email })) throw badInput("email", `${input.email} has an account already.`);
    const made = await tx.insert(User, { kind: input.kind ?? UserKind.PERSON, email: input.email, name: input.name, roles: input.roles, regions: input.regions ?? [], passwordHash });
    for (const code of input.teams ?? []) {
      const team = await tx.manager.findOneBy(Team, { code });
      if (!team) throw badInput("teams", `There is no team ${code}.`);
      await tx.query(`INSERT INTO team_members (team_id, user_id) VALUES ($1, $2)`, [team.id, made.id]);
    }
    record(tx, "user.created", made, { teams: input.teams ?? [] });
    return made;
  });
  return { user, password };
}
