/** What an alarm does when it rings. Alarms ring at least once: read the row first, it holds the true time and state. */
export type AlarmHandler<P> = (payload: P, signal: AbortSignal) => Promise<void>;

export interface AlarmOptions {
  /** How many alarms of this name one process handles at a time; 5 unless told. */
  concurrency?: number;
  /** How long after a process's last sign of life another one takes its alarm over; 30 unless told. */
  lockSeconds?: number;
}

/**
 * The alarm clock. The rows in PostgreSQL hold the true times: what is lost here is armed again from them, so a verb
 * sets alarms after its commit, and a failure to do so is logged and left to the sweep.
 */
export interface Scheduler {
  /**
   * Declares what happens when an alarm of this name rings; call it before `start`. A handler that throws is called
   * again, ever more rarely, up to every five minutes. The signal fires when the process must stop or has lost the alarm
   * to another; a handler that gives up then throws.
   */
  define<P extends object>(name: string, handler: AlarmHandler<P>, options?: AlarmOptions): void;

  /** Sets the alarm `name` and `key` to ring at `at`. Setting it again moves it, also while it rings: one alarm a key. */
  setAlarm(name: string, key: string, at: Date, payload?: object): Promise<void>;

  /** Takes an alarm back; one that rings already rings on. */
  clearAlarm(name: string, key: string): Promise<void>;

  /** Rings `name` in one of the processes every so many seconds, the first time at once; one that throws waits for its next period. */
  every(name: string, seconds: number): Promise<void>;

  /** What is armed or ringing under a name, each with the time it was set to. */
  alarms(name: string): Promise<{ key: string; at: Date }[]>;

  /** Begins to ring; a process that only sets alarms never calls it. */
  start(): Promise<void>;

  /** Takes no new alarms, lets those that ring finish for so many seconds, then fires their signals and lets go of the store. */
  stop(graceSeconds?: number): Promise<void>;

  /** Whether the store answers and alarms can be set. */
  healthy(): Promise<boolean>;
}
