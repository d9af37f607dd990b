import { declareChannel } from "../declareChannel.js";
import { settings } from "./settings.js";
import { traits } from "./traits.js";
import { slackWebhook } from "./webhook.js";

export const slack = declareChannel({
  ...traits,
  settings,
  mandatory: ["SLACK_BOT_TOKEN"],
  make: async ({ SLACK_BOT_TOKEN, SLACK_API_URL }) => (await import("./channel.js")).slackChannel({ token: SLACK_BOT_TOKEN!, apiUrl: SLACK_API_URL }),
  webhook: { secret: "SLACK_SIGNING_SECRET", make: slackWebhook },
});
