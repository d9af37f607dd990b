import type { ChannelBench } from "../../../testing/channelContract.js";
import { recording } from "./index.js";

export const openBench = async (): Promise<ChannelBench> => ({ channel: await recording.make({}), recipient: "recording:outbox" });
