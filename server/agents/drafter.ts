import type { Drafter } from "../ports/Drafter.js";
import type { draftMessage } from "./draftMessage.js";
import { groundText } from "./grounding.js";
import { chatModel, modelLabel, type ModelSettings } from "./model.js";

/** The writer that the settings name: a model behind the chain, or the labelled template. LangChain is loaded by the first draft, not by the start. */
export function drafterFor(settings: ModelSettings): Drafter {
  const loadWriter = async () => {
    const [chain, model] = await Promise.all([import("./draftMessage.js"), chatModel(settings)]);
    return (request: Parameters<typeof draftMessage>[1]) => chain.draftMessage({ model }, request);
  };
  let writer: ReturnType<typeof loadWriter> | undefined;
  return {
    label: modelLabel(settings),
    callsModel: settings.provider !== "template",
    draft: async (request) => (await (writer ??= loadWriter()))(request),
    ground: groundText,
  };
}
