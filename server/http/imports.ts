import type { IncomingMessage } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { setTimeout as passed } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ImportKind } from "../../entities/enums.js";
import { isDay } from "../../entities/scalars.js";
import type { Context } from "../context.js";
import { DomainError } from "../domain/errors.js";
import { importFile, readOrder, type ImportReport } from "../domain/imports/importRecords.js";
import { refusedRowsOf } from "../domain/imports/refusedRows.js";
import { DEFAULT_MAX_BYTES } from "../domain/imports/source.js";
import { errorBody } from "./errors.js";

export interface ImportDoor {
  context: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
  /** Largest file that comes in. */
  maxBytes?: number;
  /** What every answer of the API carries. */
  headers: Record<string, string>;
}

const FILES = ["text/csv", "text/tab-separated-values", "application/octet-stream"];
const STATUS: Partial<Record<DomainError["code"], number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404 };
/** Within this an import usually ends and answers with a status of its own; later, an answer that has begun keeps proxies waiting. */
const SOON_MS = 5_000;
const BEAT_MS = 15_000;
/** So long a file that is refused at the door is still taken from the wire, unread, so that its sender hears why. */
const HEARD_OUT_MS = 5_000;

/** Files stream in by `POST /imports`, whoever may not import is refused before any of the file is read, and refused rows go out as CSV. */
export async function serveImports(app: FastifyInstance, { context, maxBytes = DEFAULT_MAX_BYTES, headers }: ImportDoor): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FILES, (_request, file, done) => done(null, file));
  app.addHook("onRequest", async (_request, reply) => void reply.headers(headers));
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    hearOut(request.raw);
    if (error instanceof DomainError || error.cause instanceof DomainError) return refuse(reply, (error instanceof DomainError ? error : error.cause) as DomainError);
    if (error.statusCode === 415) return reply.status(415).send(errorBody(`Send the file itself, as ${FILES.join(", ")}.`, "BAD_REQUEST"));
    if (error.statusCode && error.statusCode < 500) return reply.status(error.statusCode).send(errorBody(error.message, "BAD_REQUEST"));
    throw error;
  });

  const refused = new Set<IncomingMessage>();
  const hearOut = (raw: IncomingMessage) => {
    if (raw.readableEnded) return;
    const timer = setTimeout(() => raw.destroy(), HEARD_OUT_MS).unref();
    refused.add(raw);
    raw.once("close", () => refused.delete(raw) && clearTimeout(timer)).resume();
  };
  app.addHook("preClose", async () => refused.forEach((raw) => raw.destroy()));

  const asked = new WeakMap<FastifyRequest, { ctx: Context; order: Order }>();
  const ask = async (request: FastifyRequest, reply: FastifyReply) => {
    const ctx = await contextOf(request, reply);
    const order = orderOf(request.query as Record<string, unknown>);
    await readOrder(ctx, order);
    const length = Number(request.headers["content-length"] ?? 0);
    if (length > maxBytes) throw Object.assign(new Error(`The file is larger than ${Math.round(maxBytes / 1024 / 1024)} MB; split it.`), { statusCode: 413 });
    asked.set(request, { ctx, order });
  };
  const contextOf = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await context(request, reply);
    } catch (error) {
      throw (error as { originalError?: Error }).originalError ?? error; // a token that stands for nobody
    }
  };

  app.get("/imports/check", { onRequest: ask }, async (_request, reply) => reply.status(204).send());
  app.post("/imports", { onRequest: ask, config: { streamsIn: true } }, async (request, reply) => {
    const { ctx, order } = asked.get(request)!;
    if (!(request.body instanceof Readable)) throw new DomainError("BAD_USER_INPUT", "Send the file as the body of the request.");
    const running = importFile(ctx, { ...order, content: contentOf(request.body), maxBytes }).then((reports) => ({ imports: reports.map(told) })).finally(() => hearOut(request.raw));
    void reply.type("application/json");
    if (await Promise.race([running, passed(SOON_MS, undefined, { ref: false })])) return running;
    return reply.send(Readable.from(waitedFor(running, (error) => app.log.error(error))));
  });
  app.get("/imports/:id/refused.csv", async (request, reply) => {
    const { fileName, csv } = await refusedRowsOf(await contextOf(request, reply), (request.params as { id: string }).id);
    return reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${fileName}"`).send(csv);
  });
}

/** A file that is given up half way is not torn from the wire, or its sender would not hear why. */
function contentOf(body: Readable): Readable {
  const content = new PassThrough();
  body.once("error", (error) => content.destroy(error)).pipe(content);
  return content;
}

type Order = ReturnType<typeof orderOf>;

/** The order for a file, from the address that it is sent to. */
function orderOf(query: Record<string, unknown>) {
  const text = (name: string) => (typeof query[name] === "string" && query[name] !== "" ? query[name] : undefined);
  const kind = text("kind")?.toLowerCase();
  if (kind && !Object.values<string>(ImportKind).includes(kind)) throw new DomainError("BAD_USER_INPUT", `kind is none of ${Object.values(ImportKind).join(", ")}.`, "kind");
  const since = text("since");
  if (since && !isDay(since)) throw new DomainError("BAD_USER_INPUT", `since is no day as YYYY-MM-DD: ${since}.`, "since");
  const yes = (name: string, otherwise: boolean) => (text(name) === undefined ? otherwise : text(name) === "true");
  return {
    kind: kind as ImportKind | undefined, mapping: text("mapping"), fileName: text("fileName") ?? "file.csv",
    days: text("days")?.split(",").map((form) => form.trim()), preview: yes("preview", true), strict: yes("strict", false), detect: yes("detect", true), since,
  };
}

const told = ({ id, kind, state, counts, hasRefusedRows }: ImportReport) =>
  ({ id, kind, state, ...counts, refused: counts.errors + counts.conflicts, refusedRows: hasRefusedRows ? `/imports/${id}/refused.csv` : null });

/** White space until the answer is there, which JSON may begin with. */
async function* waitedFor(running: Promise<object>, log: (error: unknown) => void) {
  const answer = running.then(JSON.stringify, (error: unknown) => {
    if (!(error instanceof DomainError)) log(error);
    return JSON.stringify(error instanceof DomainError ? errorBody(error.message, error.code) : errorBody("The import broke off, and nothing of it was applied.", "INTERNAL_SERVER_ERROR"));
  });
  let text: string | undefined;
  do {
    yield " ";
    text = (await Promise.race([answer, passed(BEAT_MS, undefined, { ref: false })])) as string | undefined;
  } while (text === undefined);
  yield text;
}

const refuse = (reply: FastifyReply, { code, message, field }: DomainError) =>
  reply.status(STATUS[code] ?? 400).send({ errors: [{ message, extensions: { code, ...(field && { field }) } }] });
