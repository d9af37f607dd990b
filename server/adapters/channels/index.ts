import type { ChannelDeclaration } from "./declareChannel.js";
import { recording } from "./recording/index.js";
import { slack } from "./slack/index.js";

/** Every channel of the product: one folder and one line here. */
export const CHANNELS = [recording, slack] as unknown as readonly ChannelDeclaration[];
