import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type HostName, hostNameOf } from "./hostName.js";
import { errorBody } from "./errors.js";

/** No name server answers for these, so no foreign page can come by them; whatever port they are mapped to. */
const THIS_MACHINE: readonly HostName[] = ["localhost", "127.0.0.1", "[::1]"].map((host) => ({ host }));
/** Orchestrators ask by a container's address, and what they learn is nobody's secret. */
const HEALTH = new Set(["/healthz", "/readyz"]);

/** Why a request is not looked at any further. */
export interface Misdirected { status: 403 | 421; code: "FORBIDDEN" | "MISDIRECTED_REQUEST"; message: string }
const FOREIGN_HOST: Misdirected = { status: 421, code: "MISDIRECTED_REQUEST", message: "This server does not answer to that name. Its operator names it in PUBLIC_URL or ALLOWED_HOSTS." };
const FOREIGN_ORIGIN: Misdirected = { status: 403, code: "FORBIDDEN", message: "A page of another site may not ask here." };

/**
 * The names that this server answers to. A page whose own name was made to lead here (DNS rebinding) brings that name as its
 * `Host`; a page of another site brings its own as `Origin`.
 */
export class KnownHosts {
  private readonly names: readonly HostName[];

  /**
   * @param allowed host names, each with or without a port
   * @param publicUrl the address that people reach the server by
   */
  constructor(allowed: readonly string[] = [], publicUrl?: string) {
    const known = [...allowed, ...(publicUrl ? [new URL(publicUrl).hostname] : [])].map(hostNameOf);
    this.names = [...THIS_MACHINE, ...known.filter((name) => name !== undefined)];
  }

  /** Why a request with these headers is refused; nothing when it is for this server, from its own pages or from no page. */
  refusal({ host, origin }: IncomingHttpHeaders): Misdirected | undefined {
    if (!this.knows(host)) return FOREIGN_HOST;
    return origin === undefined || this.isOurs(origin, host!) ? undefined : FOREIGN_ORIGIN;
  }

  /** For the server's `onRequest`. */
  readonly guard = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const refused = HEALTH.has(request.url) ? undefined : this.refusal(request.headers);
    if (refused) void reply.status(refused.status).send(errorBody(refused.message, refused.code));
    else done();
  };

  private knows(host: string | undefined): boolean {
    const asked = host === undefined ? undefined : hostNameOf(host);
    return asked !== undefined && this.names.some((name) => name.host === asked.host && (name.port === undefined || name.port === asked.port));
  }

  /** The page came from the name that it asks, or from a name that we gave ourselves; this machine has other servers on other ports. */
  private isOurs(origin: string, host: string): boolean {
    if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
    const from = new URL(origin).host;
    return from === host.toLowerCase() || (!THIS_MACHINE.some((name) => name.host === hostNameOf(from)?.host) && this.knows(from));
  }
}
