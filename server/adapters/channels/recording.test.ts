import { describeChannel } from "../../testing/channelContract.js";
import { recordingChannel } from "./recording.js";

describeChannel("recording", async () => ({ channel: recordingChannel, recipient: "recording:outbox" }));
