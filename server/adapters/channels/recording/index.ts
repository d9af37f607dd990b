import { z } from "zod";
import { declareChannel } from "../declareChannel.js";
import { recordingChannel } from "./channel.js";
import { traits } from "./traits.js";

export const recording = declareChannel({ ...traits, settings: z.object({}), mandatory: [], make: async () => recordingChannel });
