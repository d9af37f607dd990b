/** The other end of `startChild`: says where this process listens, what it used so far, and ends when it is told to. */
export function serve(url: string, close: () => Promise<unknown> | unknown): void {
  const stop = async () => {
    await close();
    process.exit(0);
  };
  process.on("message", (message) => {
    if (message === "stop") return void stop();
    const { user, system } = process.cpuUsage();
    process.send!({ cpuMs: (user + system) / 1000, residentMb: process.memoryUsage.rss() / 2 ** 20 });
  });
  process.on("disconnect", () => process.exit(0));
  process.send!({ url });
}

export const urlOf = (port: number) => `http://127.0.0.1:${port}`;
