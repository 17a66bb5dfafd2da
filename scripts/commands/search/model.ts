// `npm run search:model -- NAME`: fetches a model for SEARCH_MEANING=onnx, or says what to put where (docs/operations.md).
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

interface Known {
  /** Its repository at huggingface.co, which has it as ONNX. */
  repository: string;
  pooling: "mean" | "cls";
  prefix: string;
}

const MODELS: Record<string, Known> = {
  "bge-small-en-v1.5": {
    repository: "Xenova/bge-small-en-v1.5",
    pooling: "cls",
    prefix: "Represent this sentence for searching relevant passages: ",
  },
  "all-MiniLM-L6-v2": { repository: "Xenova/all-MiniLM-L6-v2", pooling: "mean", prefix: "" },
  "gte-small": { repository: "Xenova/gte-small", pooling: "mean", prefix: "" },
};
const FILES = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model.onnx"];
/** Milliseconds for a file: the largest has 130 MB. */
const WITHIN_MS = 600_000;

const name = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
const model = name === undefined ? undefined : MODELS[name];
if (!name || !model) {
  const known = Object.keys(MODELS).join(", ");
  throw new Error(`Name one of these models: ${known}. npm run search:model -- bge-small-en-v1.5`);
}
const folder = join(process.env.SEARCH_MODEL_FOLDER || ".data/models", name);
const addressOf = (file: string) =>
  `https://huggingface.co/${model.repository}/resolve/main/${file}`;
for (const file of FILES) await fetchInto(addressOf(file), join(folder, file));
console.log(`${name} is in ${folder}. To use it, install the package that runs it:
  ONNXRUNTIME_NODE_INSTALL=skip ONNXRUNTIME_NODE_INSTALL_CUDA=skip npm install --no-save @huggingface/transformers@4
and set:
  SEARCH_MEANING=onnx
  SEARCH_MODEL=${name}
  SEARCH_MODEL_POOLING=${model.pooling}
  SEARCH_MODEL_PREFIX="${model.prefix}"`);

async function fetchInto(address: string, path: string): Promise<void> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(WITHIN_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    await mkdir(dirname(path), { recursive: true });
    // A file is there whole, or not at all.
    await writeFile(`${path}.new`, bytes);
    await rename(`${path}.new`, path);
  } catch (error) {
    const wanted = FILES.map((file) => `  ${join(folder, file)}\n    from ${addressOf(file)}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${address} cannot be fetched (${reason}). Put these files there by hand:\n${wanted.join("\n")}`,
    );
  }
}
