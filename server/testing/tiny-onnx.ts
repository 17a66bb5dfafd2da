// A model in the format ONNX that looks each word's vector up and does nothing else, written by hand as protobuf
// (github.com/onnx/onnx, onnx.proto), with its tokenizer.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

type Bytes = readonly number[];

function varint(value: number): Bytes {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

const whole = (field: number, value: number): Bytes => [...varint(field << 3), ...varint(value)];

function part(field: number, content: string | Iterable<number>): Bytes {
  const bytes = typeof content === "string" ? [...Buffer.from(content)] : [...content];
  return [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
}

/** Numbers of the types of ONNX. */
const [FLOAT, INT64] = [1, 7];

/** Describes an input or output; a name stands for any size. */
function value(name: string, type: number, sizes: readonly (string | number)[]): Bytes {
  const dimensions = sizes.map((size) =>
    part(1, typeof size === "string" ? part(2, size) : whole(1, size)),
  );
  const shape = part(2, dimensions.flat());
  return [...part(1, name), ...part(2, part(1, [...whole(1, type), ...shape]))];
}

function modelOf(rows: readonly (readonly number[])[]): Bytes {
  const width = rows[0]?.length ?? 0;
  const table = [
    ...[...whole(1, rows.length), ...whole(1, width), ...whole(2, FLOAT), ...part(8, "table")],
    ...part(9, Buffer.from(Float32Array.from(rows.flat()).buffer)),
  ];
  const gather = [
    ...[...part(1, "table"), ...part(1, "input_ids"), ...part(2, "last_hidden_state")],
    ...part(4, "Gather"),
  ];
  const graph = [
    ...[...part(1, gather), ...part(2, "tiny"), ...part(5, table)],
    ...part(11, value("input_ids", INT64, ["batch", "words"])),
    ...part(11, value("attention_mask", INT64, ["batch", "words"])),
    ...part(12, value("last_hidden_state", FLOAT, ["batch", "words", width])),
  ];
  return [...whole(1, 8), ...part(7, graph), ...part(8, [...part(1, ""), ...whole(2, 13)])];
}

const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] as const;

/** Writes a model into a folder of models. @param words with the vector of each, all equally long */
export async function writeTinyModel(
  folder: string,
  name: string,
  words: Readonly<Record<string, readonly number[]>>,
): Promise<void> {
  const width = Object.values(words)[0]?.length ?? 0;
  const nothing = Array.from({ length: width }, (_, at) => (at === width - 1 ? 0.1 : 0));
  const vocabulary = [...SPECIAL, ...Object.keys(words)];
  const special = (token: "[CLS]" | "[SEP]") => ({
    [token]: { id: token, ids: [SPECIAL.indexOf(token)], tokens: [token] },
  });
  const one = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const tokenizer = {
    ...{ version: "1.0", truncation: null, padding: null, added_tokens: [] },
    normalizer: { type: "BertNormalizer", clean_text: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [one("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, one("[SEP]")],
      pair: [],
      special_tokens: { ...special("[CLS]"), ...special("[SEP]") },
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##" },
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, place) => [word, place])),
    },
  };
  const tokens = { unk_token: "[UNK]", cls_token: "[CLS]", sep_token: "[SEP]", pad_token: "[PAD]" };
  const settings = { tokenizer_class: "BertTokenizer", do_lower_case: true, ...tokens };
  const place = join(folder, name);
  await mkdir(join(place, "onnx"), { recursive: true });
  const rows = [...SPECIAL.map(() => nothing), ...Object.values(words)];
  await writeFile(join(place, "onnx/model.onnx"), Uint8Array.from(modelOf(rows)));
  const texts = {
    "config.json": { model_type: "bert", architectures: ["BertModel"], hidden_size: width },
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": { ...settings, model_max_length: 64 },
  };
  for (const [file, content] of Object.entries(texts))
    await writeFile(join(place, file), JSON.stringify(content));
}
