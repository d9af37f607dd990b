import type { Deed } from "./deeds.js";
import type { Channels } from "./timeline.js";

type Step = [at: string, who: string, deed: Deed, channels?: Channels];

/** One exception and what people did about it. */
export interface Chapter { about: string; steps: Step[] }

export const STORY: Chapter[] = [];
