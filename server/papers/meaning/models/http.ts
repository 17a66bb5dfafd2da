// A model behind an address that speaks the embeddings API of OpenAI, as Ollama, vLLM and llama.cpp do as well.
import "server-only";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { normalize } from "../rules";
import type { ModelSettings } from "../schema";

/** Texts of one request. */
const A_REQUEST = 32;
/** Milliseconds for a request: a small machine takes its time over 32 abstracts. */
const WITHIN_MS = 60_000;
/** Milliseconds for a question. The search does not wait that long, but the answer serves the next one. */
const QUESTION_WITHIN_MS = 5000;
/** Milliseconds before each further try, unless the service says how long to wait. */
const PAUSES_MS = [1000, 4000];
const LONGEST_PAUSE_MS = 20_000;
/** Bytes of an answer: 32 vectors of 4,096 numbers in decimals. */
const MOST_BYTES = 8_000_000;

const answerShape = z.object({
  data: z
    .array(
      z.object({
        index: z.int().min(0),
        embedding: z.union([z.array(z.number()).min(1).max(8192), z.string().max(200_000)]),
      }),
    )
    .max(A_REQUEST),
});

type HttpModel = Extract<ModelSettings, { provider: "http" }>;

/** Makes vectors of length one, in the order of the texts. @param asked whether they are questions, which are tried once */
export async function embedByHttp(
  model: HttpModel,
  key: string | undefined,
  texts: readonly string[],
  asked: boolean,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  const patience = asked
    ? { tries: 1, within: QUESTION_WITHIN_MS }
    : { tries: PAUSES_MS.length + 1, within: WITHIN_MS };
  for (let from = 0; from < texts.length; from += A_REQUEST)
    vectors.push(...(await request(model, key, texts.slice(from, from + A_REQUEST), patience)));
  return vectors;
}

async function request(
  model: HttpModel,
  key: string | undefined,
  texts: readonly string[],
  { tries, within }: { tries: number; within: number },
): Promise<Float32Array[]> {
  const response = await fetch(`${model.base}/embeddings`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify({
      model: model.name,
      input: texts,
      encoding_format: "float",
      // Only some models take it, so it is sent only if the operator has set it.
      ...(model.dimensions === null ? {} : { dimensions: model.dimensions }),
    }),
    // The key is for this address and no other.
    redirect: "error",
    signal: AbortSignal.timeout(within),
  });
  if (!response.ok) {
    await response.body?.cancel();
    const mayPass = response.status === 429 || response.status >= 500;
    if (!mayPass || tries <= 1)
      throw new Error(`The model's address answered with status ${response.status}.`);
    await setTimeout(pauseBefore(response, tries));
    return request(model, key, texts, { tries: tries - 1, within });
  }
  return vectorsOf(await readBounded(response), texts.length);
}

function pauseBefore(response: Response, tries: number): number {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const usual = PAUSES_MS.at(-(tries - 1)) ?? 0;
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : usual;
}

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error("The model's address answered with too much.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Reads an answer. Its vectors may come in any order, as numbers or as base64 of 32-bit numbers. */
export function vectorsOf(text: string, wanted: number): Float32Array[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("The model's address did not answer with JSON.");
  }
  const answer = answerShape.safeParse(json);
  if (!answer.success) throw new Error("The model's address did not answer with vectors.");
  const { data } = answer.data;
  const places = new Set(data.map(({ index }) => index));
  const dims = new Set<number>();
  const vectors = data
    .toSorted((a, b) => a.index - b.index)
    .map(({ embedding }) => {
      const numbers = typeof embedding === "string" ? fromBase64(embedding) : embedding;
      const vector = normalize(Float32Array.from(numbers));
      dims.add(vector.length);
      return vector;
    });
  if (places.size !== wanted || Math.max(...places) !== wanted - 1 || vectors.length !== wanted)
    throw new Error(
      `The model's address answered with ${vectors.length} vectors for ${wanted} texts.`,
    );
  if (dims.size !== 1 || dims.has(0) || vectors.some((vector) => !vector.every(Number.isFinite)))
    throw new Error("The model's address answered with vectors that cannot be compared.");
  return vectors;
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    bytes.readFloatLE(4 * at),
  );
}
