import type { Drafter } from "../ports/Drafter.js";
import { draftMessage } from "./draftMessage.js";
import { groundText } from "./grounding.js";
import { chatModel, modelLabel, type ModelSettings } from "./model.js";

/** The writer that the settings name: a model behind the chain, or the labelled template. */
export function drafterFor(settings: ModelSettings): Drafter {
  let model: ReturnType<typeof chatModel> | undefined;
  return {
    label: modelLabel(settings),
    draft: async (request) => draftMessage({ model: await (model ??= chatModel(settings)) }, request),
    ground: groundText,
  };
}
