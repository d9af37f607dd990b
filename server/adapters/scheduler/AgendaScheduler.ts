import { Agenda, InMemoryNotificationChannel, type BackoffStrategy, type Job } from "agenda";
import type { Logger } from "pino";
import type { AlarmHandler, AlarmOptions, Scheduler } from "../../ports/Scheduler.js";
import { isDuplicate, type AlarmStore } from "./AlarmStore.js";
import { within } from "./within.js";

/** What Agenda keeps of an alarm; `at` stands beside Agenda's own time, which becomes null while the alarm rings. */
interface Alarm {
  key: string;
  at: string;
  payload: object;
}

const SCAN_EVERY_MS = 1_000;
const WATCH_EVERY_MS = 3_000;
const RECURRING = "*"; // the key of what recurs, so that the store holds that to one as well
const ATTEMPTS = 20; // each round of writers racing for one key leaves one of them content

const retryLater: BackoffStrategy = ({ attempt, jobData }) =>
  (jobData as Alarm).key === RECURRING ? null : Math.min(1_000 * 2 ** (attempt - 1), 300_000);

/** The alarm clock on Agenda. Works alike on every store; what differs stands in the `AlarmStore`. */
export class AgendaScheduler implements Scheduler {
  private readonly agenda: Agenda;
  private readonly bell = new InMemoryNotificationChannel();
  private readonly ringing = new Map<Job, AbortController>();
  private readonly recurring = new Map<string, number>();
  private shortestLockMs = Infinity;
  private watchTimer?: NodeJS.Timeout;
  private trouble?: string;
  private stopped = false;

  constructor(private readonly store: AlarmStore, private readonly log: Logger) {
    const { repository } = store;
    // Agenda doesn't await this call, and an unhandled rejection would end the process; the lock runs out by itself.
    const unlock = repository.unlockJob.bind(repository);
    repository.unlockJob = (job) => unlock(job).catch((error) => this.note(error));
    this.agenda = new Agenda({
      backend: { name: "alarms", repository, ownsConnection: false, connect: async () => {}, disconnect: async () => {} },
      notificationChannel: this.bell,
      processEvery: SCAN_EVERY_MS,
      maxConcurrency: 1_000,
    });
    this.agenda.on("error", (error: Error) => this.note(error));
    this.agenda.on("complete", (job: Job) => this.settled(job));
  }

  define<P extends object>(name: string, handler: AlarmHandler<P>, { concurrency = 5, lockSeconds = 30 }: AlarmOptions = {}) {
    const lockMs = lockSeconds * 1000;
    this.shortestLockMs = Math.min(this.shortestLockMs, lockMs);
    this.agenda.define<Alarm>(name, (job) => this.ring(job, handler as AlarmHandler<object>, lockMs), {
      concurrency,
      lockLimit: concurrency, // a process that locks more than it can run at once keeps it from the others
      lockLifetime: lockMs,
      backoff: retryLater,
    });
  }

  /** Replaces instead of updating: Agenda writes its own idea of the next time over a row that is ringing. */
  async setAlarm(name: string, key: string, at: Date, payload: object = {}) {
    const alarm: Alarm = { key, at: at.toISOString(), payload };
    for (let attempt = 1; ; attempt++) {
      await this.clearAlarm(name, key);
      try {
        await this.agenda.create(name, alarm).schedule(at).save();
        return;
      } catch (error) {
        if (!isDuplicate(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async clearAlarm(name: string, key: string) {
    await this.agenda.cancel({ name, data: { key } });
  }

  async every(name: string, seconds: number) {
    this.recurring.set(name, seconds * 1000);
    await this.ensureRecurring(name, seconds * 1000);
  }

  async alarms(name: string) {
    const { jobs } = await this.agenda.queryJobs({ name });
    return jobs
      .map((job) => job.data as Alarm)
      .filter(({ key }) => key !== RECURRING)
      .map(({ key, at }) => ({ key, at: new Date(at) }));
  }

  async start() {
    await this.agenda.start();
    this.watch();
  }

  async stop(graceSeconds = 10) {
    this.stopped = true;
    clearTimeout(this.watchTimer);
    await this.agenda.stop(false).catch((error) => this.note(error));
    await this.silence(graceSeconds * 1000);
    for (const controller of this.ringing.values()) controller.abort(new Error("the scheduler stops"));
    await this.silence(2_000);
    await within(5_000, this.store.close()).catch((error) => this.note(error));
  }

  async healthy() {
    if (this.stopped) return false;
    return within(3_000, this.store.repository.getQueueSize()).then(() => true, () => false);
  }

  private async ring(job: Job<Alarm>, handler: AlarmHandler<object>, lockMs: number) {
    const { name, failCount, data: { key, payload } } = job.attrs;
    const controller = new AbortController();
    this.ringing.set(job as Job, controller);
    const letGo = this.keepLocked(job, controller, lockMs);
    try {
      await handler(payload ?? {}, controller.signal);
    } catch (error) {
      this.log.warn({ err: error, alarm: name, key, failedBefore: failCount ?? 0 }, "an alarm's handler failed");
      throw error;
    } finally {
      await letGo();
    }
    if (key !== RECURRING) await job.remove();
  }

  /** Renews the lock while the handler works, so that the lock can be short and a killed process is replaced soon. */
  private keepLocked(job: Job<Alarm>, controller: AbortController, lockMs: number) {
    let renewal: Promise<void> | undefined;
    const timer = setInterval(() => {
      if (job.getCanceledMessage()) controller.abort(new Error("the lock ran out, another process may be at it"));
      if (controller.signal.aborted) clearInterval(timer);
      else renewal = job.touch().catch(() => undefined); // an alarm that was moved meanwhile has no row to lock
    }, lockMs / 3).unref();
    return async () => {
      clearInterval(timer);
      await renewal; // a renewal that lands after the end would lock the row once more
    };
  }

  /** Asks for the next due alarm at once, instead of at the next scan. */
  private settled(job: Job) {
    this.ringing.delete(job);
    const { name: jobName, priority, _id: jobId } = job.attrs;
    setImmediate(() => {
      if (this.bell.state !== "connected") return;
      void this.bell.publish({ jobId: jobId!, jobName, nextRunAt: null, priority, timestamp: new Date() }).catch((error) => this.note(error));
    });
  }

  /** Until nothing rings any more, or the time is over. */
  private async silence(milliseconds: number) {
    const end = Date.now() + milliseconds;
    while (this.ringing.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Puts back what was dropped from the store under our feet, and starts over after the machine slept. */
  private watch(due = Date.now() + WATCH_EVERY_MS) {
    clearTimeout(this.watchTimer);
    this.watchTimer = setTimeout(async () => {
      try {
        if (Date.now() - due > this.shortestLockMs) await this.startOver();
        await this.store.prepare();
        for (const [name, milliseconds] of this.recurring) await this.ensureRecurring(name, milliseconds);
        if (this.trouble) this.log.info("the scheduler's store works again");
        this.trouble = undefined;
      } catch (error) {
        this.note(error);
      }
      if (!this.stopped) this.watch();
    }, WATCH_EVERY_MS).unref();
  }

  /** Agenda drops alarms whose lock ran out before they rang, yet goes on counting them against the limit of their name. */
  private async startOver() {
    this.log.warn("this process stood still for longer than a lock lasts; its alarms start over");
    await this.agenda.stop(false);
    if (!this.stopped) await this.agenda.start();
  }

  /** Recreates instead of updating: with a new interval Agenda would keep the next time of the old one. */
  private async ensureRecurring(name: string, milliseconds: number) {
    const { jobs } = await this.agenda.queryJobs({ name, data: { key: RECURRING } });
    if (jobs.some((job) => Number(job.repeatInterval) === milliseconds)) return;
    await this.clearAlarm(name, RECURRING);
    await this.agenda.every(milliseconds, name, { key: RECURRING }).catch((error) => {
      if (!isDuplicate(error)) throw error; // another process was faster
    });
  }

  /** Says each trouble once, however often a scan meets it. */
  private note(error: unknown) {
    const { message } = error as Error;
    if (/does not exist anymore/.test(message)) return; // an alarm that was moved in the second before it rang
    if (message !== this.trouble) this.log.warn({ err: error }, "the scheduler's store is in trouble");
    this.trouble = message;
  }
}
