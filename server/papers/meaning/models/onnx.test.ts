import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeTinyModel } from "@/server/testing/tiny-onnx";
import type { ModelSettings } from "../schema";
import { ModelThread } from "./thread";

/** The package is optional: without it, the model says what to install. */
const isInstalled = existsSync("node_modules/@huggingface/transformers");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colloquy-models-"));
  await writeTinyModel(folder, "tiny", {
    sea: [1, 0, 0],
    ocean: [0.9, 0.1, 0],
    galaxy: [0, 1, 0],
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Asks a model of the folder in a thread of its own. */
async function vectorsOf(texts: string[], over: Partial<ModelSettings> = {}, asked = false) {
  const thread = new ModelThread(false);
  const tiny = { provider: "onnx", name: "tiny", folder, pooling: "mean", questionPrefix: "" };
  try {
    return await thread.embed({ ...tiny, ...over } as ModelSettings, texts, asked);
  } finally {
    await thread.end();
  }
}

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  [...(a ?? [])].reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);

it(`a model of a folder ${isInstalled ? "makes vectors" : "says what to install"}`, async () => {
  if (!isInstalled) {
    await expect(vectorsOf(["sea"])).rejects.toThrow(
      "npm install --no-save @huggingface/transformers",
    );
    return;
  }
  const [sea, ocean, galaxy] = await vectorsOf(["sea", "an ocean", "galaxy"]);
  expect(sea?.length).toBe(3);
  expect(cosine(sea, sea)).toBeCloseTo(1, 4);
  expect(cosine(sea, ocean)).toBeGreaterThan(0.9);
  expect(cosine(sea, galaxy)).toBeLessThan(0.2);
  // The first token, which stands for the whole text, says nothing in this model.
  const [first] = await vectorsOf(["sea"], { pooling: "cls" });
  expect([...(first ?? [])]).toEqual([0, 0, 1]);
  const [prefixed] = await vectorsOf(["sea"], { questionPrefix: "galaxy galaxy " }, true);
  expect(cosine(prefixed, galaxy)).toBeGreaterThan(cosine(prefixed, sea));
  await expect(vectorsOf(["sea"], { name: "none" })).rejects.toThrow("none");
});
