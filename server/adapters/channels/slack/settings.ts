import { z } from "zod";
import { blankIsUnset, text, url } from "../../../ports/settings.js";

export const settings = z.object({
  SLACK_BOT_TOKEN: text,
  SLACK_API_URL: url(["http", "https"]),
  SLACK_SIGNING_SECRET: z.preprocess(blankIsUnset, z.string().trim().min(16, "is too short: copy the Signing Secret from the app's page Basic Information").optional()),
});
