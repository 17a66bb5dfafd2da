// Which model the settings choose, and one way to ask any of them.
import "server-only";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { env } from "@/server/platform/env";
import type { ModelSettings } from "../schema";
import { embedByHttp } from "./http";
import type { ModelThread } from "./thread";

/** The model that is built in: the lite Universal Sentence Encoder of these packages. */
const BUILTIN: ModelSettings = { provider: "builtin", name: "use-lite", revision: "0.2.0" };

/** Reads which model the settings of the site choose; null if search is by words alone. */
export function chosenModel(): ModelSettings | null {
  const { SEARCH_MEANING, SEARCH_MODEL, SEARCH_MODEL_URL, ...settings } = env();
  if (SEARCH_MEANING === "off") return null;
  if (SEARCH_MEANING === "builtin") return BUILTIN;
  const name = SEARCH_MODEL as string;
  if (SEARCH_MEANING === "http") {
    const dimensions = settings.SEARCH_MODEL_DIMENSIONS ?? null;
    return { provider: "http", name, base: SEARCH_MODEL_URL as string, dimensions };
  }
  return {
    provider: "onnx",
    name,
    folder: resolve(settings.SEARCH_MODEL_FOLDER),
    pooling: settings.SEARCH_MODEL_POOLING,
    questionPrefix: settings.SEARCH_MODEL_PREFIX,
  };
}

/** The name under which a model's vectors are kept. Any setting that changes them makes another one. */
export function keyOf(model: ModelSettings): string {
  const settings = Object.entries(model).filter(([name]) => name !== "folder");
  const hash = createHash("sha256").update(JSON.stringify(settings.toSorted())).digest("hex");
  return `${model.provider} ${model.name} ${hash.slice(0, 12)}`;
}

/** Whether this process can ask a model: that of an address, only while the settings name it, because its key is theirs. */
export function canAsk(model: ModelSettings): boolean {
  return model.provider !== "http" || model.base === env().SEARCH_MODEL_URL;
}

/** Makes vectors of length one. @param asked whether the texts are questions */
export function embed(
  model: ModelSettings,
  thread: ModelThread,
  texts: readonly string[],
  asked: boolean,
): Promise<Float32Array[]> {
  return model.provider === "http"
    ? embedByHttp(model, env().SEARCH_MODEL_KEY, texts, asked)
    : thread.embed(model, texts, asked);
}
