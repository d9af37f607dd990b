import { serialize } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { type Door, Context, type Services } from "../context.js";
import { DomainError } from "../domain/errors.js";
import { DEVICE_DAYS } from "../domain/people/knownDevices.js";
import type { Actor } from "../policies/actor.js";
import { ActorKind } from "../../entities/enums.js";
import type { KnownTokens } from "./knownTokens.js";

/** Nobody: may sign in, and nothing else. */
export const ANONYMOUS: Actor = { kind: ActorKind.USER, name: "anonymous", roles: [], teams: [], regions: [] };

/** Browsers accept the `__Host-` prefix only with Secure, so plain http on localhost has a name of its own. */
export const cookieName = (secure: boolean) => (secure ? "__Host-tower_session" : "tower_session");

/** A browser is known by it at the next sign-in; it opens nothing. */
const deviceCookieName = (secure: boolean) => (secure ? "__Host-tower_device" : "tower_device");

/** The token of a request: a bearer header, or the session cookie. */
export function tokenOf(headers: { authorization?: string; cookie?: string }, secure: boolean): string | undefined {
  const bearer = headers.authorization?.match(/^Bearer\s+(\S+)$/i)?.[1];
  if (bearer) return bearer;
  return cookieOf(headers, cookieName(secure));
}

function cookieOf({ cookie }: { cookie?: string }, name: string): string | undefined {
  return cookie?.split(/;\s*/).find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

const UNKNOWN_TOKEN = new DomainError("UNAUTHENTICATED", "This token is unknown, expired or revoked; sign in again.");

/** Who makes this request. A token that stands for nobody is refused, so that a script learns that its session is over. */
export async function contextOf(services: Services, tokens: KnownTokens, secure: boolean, request: FastifyRequest, reply: FastifyReply): Promise<Context> {
  const token = tokenOf(request.headers, secure);
  const found = token ? await tokens.find(token) : null;
  const door: Door = {
    ip: request.ip,
    userAgent: request.headers["user-agent"],
    device: cookieOf(request.headers, deviceCookieName(secure)),
    async openSession(fresh, device) {
      const opened = await tokens.find(fresh);
      reply.header("set-cookie", serialize(cookieName(secure), fresh, { path: "/", httpOnly: true, sameSite: "lax", secure, expires: opened?.expiresAt }));
      reply.header("set-cookie", serialize(deviceCookieName(secure), device, { path: "/", httpOnly: true, sameSite: "strict", secure, maxAge: DEVICE_DAYS * 86_400 }));
      return opened?.actor ?? null;
    },
    closeSession() {
      tokens.forgetAll();
      reply.header("set-cookie", serialize(cookieName(secure), "", { path: "/", httpOnly: true, sameSite: "lax", secure, expires: new Date(0) }));
    },
  };
  if (token && !found && request.headers.authorization) throw new GraphQLError("unknown token", { originalError: UNKNOWN_TOKEN, extensions: { http: { status: 401 } } });
  return new Context(services, found?.actor ?? ANONYMOUS, "graphql", request.id, door);
}
