import type { ChannelBench, ProviderFault } from "../../../testing/channelContract.js";
import { startSlackServer, type SlackFault } from "../../../testing/slackServer.js";
import { slackChannel } from "./channel.js";
import { slack as declared } from "./index.js";

const FAULTS: Record<Exclude<ProviderFault, "unreachable">, SlackFault> = {
  rateLimited: { kind: "rateLimit", retryAfter: 7 },
  refusing: { kind: "refuse", error: "is_archived" },
  serverError: { kind: "status", status: 500 },
  silent: { kind: "hang" },
  acceptedThenDropped: { kind: "drop", accept: true },
};

export async function openBench(): Promise<ChannelBench> {
  const slack = await startSlackServer();
  return {
    channel: await declared.make(declared.settings.parse({ SLACK_BOT_TOKEN: slack.token, SLACK_API_URL: slack.url })),
    recipient: "C0EXCEPTIONS",
    arrived: () => slack.texts,
    arrivedRaw: () => slack.posts.map(({ raw }) => raw),
    close: slack.close,
    async failing(fault) {
      if (fault === "unreachable") return slackChannel({ token: slack.token, apiUrl: await closedServer() });
      slack.fail(FAULTS[fault]);
      return slackChannel({ token: slack.token, apiUrl: slack.url, timeoutMs: fault === "silent" ? 300 : 10_000 });
    },
  };
}

/** An address where nobody listens any more. */
async function closedServer() {
  const server = await startSlackServer();
  await server.close();
  return server.url;
}
