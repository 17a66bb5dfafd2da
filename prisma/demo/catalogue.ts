import type { Handle } from "./cast";
import { LANGUAGE } from "./papers/language";
import { LEARNING } from "./papers/learning";
import { SYSTEMS } from "./papers/systems";
import { THEORY } from "./papers/theory";

/** The papers of the demo, by a short key. */
export const PAPERS = { ...LANGUAGE, ...LEARNING, ...SYSTEMS, ...THEORY };

export type PaperKey = keyof typeof PAPERS;

/** The day on which a paper was added, and its upvotes. */
interface Shelved {
  by: Handle;
  /** Days ago. */
  added: number;
  /** In the order of their upvotes. */
  liked: readonly Handle[];
  /** Days since the first and the last upvote; the rest are spread evenly between. */
  between: readonly [first: number, last: number];
}

/** Extra days since older papers were added, because they were read before they were upvoted. */
const DEEPER = 220;

const shelved = (
  by: Handle,
  added: number,
  liked: readonly Handle[],
  ...between: [first: number, last: number]
): Shelved => ({ by, added: added > 15 ? added + DEEPER : added, liked, between });

/**
 * Old favourites have the most upvotes, trending papers the latest ones, and new papers few, so that
 * the three orders differ.
 */
export const SHELF: Record<PaperKey, Shelved> = {
  attention: shelved(
    "chen",
    78.2,
    [
      "chen",
      "ada",
      "kavya",
      "ines",
      "bela",
      "hiroko",
      "farid",
      "greta",
      "joaquin",
      "lena",
      "dalia",
    ],
    76,
    19,
  ),
  lamport: shelved(
    "ada",
    77.4,
    ["ada", "greta", "eluned", "farid", "bela", "kavya", "joaquin", "chen", "lena"],
    75,
    24,
  ),
  mapReduce: shelved("greta", 76.6, ["greta", "bela", "joaquin", "farid"], 74, 31),
  dynamo: shelved(
    "farid",
    76.1,
    ["farid", "ada", "greta", "kavya", "joaquin", "bela", "lena"],
    70,
    6.2,
  ),
  endToEnd: shelved("bela", 75.3, ["bela", "eluned", "ada"], 73, 40),
  arrow: shelved("eluned", 74.7, ["eluned", "ada", "dalia", "ines", "hiroko", "chen"], 72, 27),
  approval: shelved("ada", 74.2, ["ada", "eluned", "chen", "lena", "ines"], 71, 9.5),
  schulze: shelved("chen", 73.1, ["chen", "hiroko", "ada", "lena"], 70, 4.1),
  gibbard: shelved("dalia", 72.5, ["dalia", "eluned", "ines"], 68, 33),
  concreteProblems: shelved("chen", 71.9, ["chen", "kavya", "farid", "ines", "ada"], 66, 21),
  instructGpt: shelved("kavya", 71.2, ["kavya", "chen", "ines", "ada", "hiroko"], 65, 26),
  resnet: shelved("hiroko", 69.8, ["hiroko", "ines", "chen", "bela", "dalia", "joaquin"], 67, 35),
  alphaFold: shelved(
    "dalia",
    68.4,
    ["dalia", "hiroko", "ada", "lena", "ines", "kavya", "eluned", "chen", "greta", "farid"],
    64,
    7.7,
  ),
  adam: shelved("ines", 66.3, ["ines", "chen", "bela", "kavya", "lena"], 62, 12),
  bert: shelved("hiroko", 64.9, ["hiroko", "kavya", "chen", "dalia"], 61, 38),
  gpt3: shelved("ines", 63.5, ["ines", "lena", "kavya", "bela", "ada"], 60, 29),
  ioannidis: shelved("dalia", 62.7, ["dalia", "lena", "ada", "eluned", "hiroko", "bela"], 58, 2.3),
  raft: shelved(
    "kavya",
    61.2,
    ["kavya", "ada", "greta", "farid", "joaquin", "eluned", "lena", "bela"],
    41,
    1.1,
  ),
  lsm: shelved("joaquin", 58.8, ["joaquin", "farid", "kavya", "greta"], 44, 3.6),
  dqn: shelved("farid", 57.4, ["farid", "ines", "hiroko"], 52, 30),
  galeShapley: shelved("ines", 55.9, ["ines", "eluned", "dalia", "ada", "hiroko"], 50, 13),
  tail: shelved("bela", 53.1, ["bela", "greta", "ada", "farid", "joaquin", "lena"], 28, 0.9),
  cap: shelved("farid", 51.6, ["farid", "bela", "kavya"], 25, 5.4),
  constitutional: shelved("ada", 49.9, ["ada", "chen", "kavya", "dalia"], 43, 8.8),
  flp: shelved("ada", 48.3, ["ada", "farid", "greta"], 40, 6.6),
  justified: shelved("hiroko", 45.7, ["hiroko", "eluned", "ada", "chen"], 36, 2.7),
  dpo: shelved("ines", 43.5, ["ines", "kavya", "chen", "farid", "ada", "hiroko", "lena"], 20, 0.6),
  redTeam: shelved("farid", 41.8, ["farid", "chen"], 37, 22),
  lora: shelved("kavya", 39.2, ["kavya", "hiroko", "ines", "lena", "joaquin"], 34, 10),
  vit: shelved("hiroko", 37.6, ["hiroko", "dalia", "chen"], 33, 15),
  shannon: shelved("eluned", 35.1, ["eluned", "ada", "bela", "lena", "farid", "dalia"], 32, 11),
  chinchilla: shelved("chen", 33.4, ["chen", "kavya", "lena", "ines", "bela", "joaquin"], 15, 0.4),
  ppo: shelved("ines", 30.9, ["ines", "farid", "kavya"], 26, 9),
  perpetual: shelved(
    "ada",
    29.7,
    ["ada", "eluned", "chen", "ines", "hiroko", "dalia", "lena", "kavya"],
    23,
    0.3,
  ),
  spanner: shelved("greta", 26.4, ["greta", "ada", "kavya", "joaquin", "lena", "farid"], 14, 0.7),
  chainOfThought: shelved("lena", 22.8, ["lena", "ines", "chen", "kavya"], 18, 5),
  ddpm: shelved("hiroko", 19.5, ["hiroko", "dalia", "joaquin"], 16, 4.4),
  clip: shelved("dalia", 17.2, ["dalia", "hiroko"], 12, 6),
  gcn: shelved("joaquin", 15.6, ["joaquin", "kavya", "lena"], 11, 3.1),
  alphaZero: shelved("bela", 27.9, ["bela", "chen", "lena", "dalia"], 9, 2.1),
  flashAttention: shelved(
    "kavya",
    11.3,
    ["kavya", "joaquin", "chen", "greta", "farid", "lena", "bela"],
    8,
    0.2,
  ),
  doubleDescent: shelved("ines", 9.4, ["ines", "lena", "chen"], 7, 1.6),
  bloom: shelved("eluned", 17.8, ["eluned", "greta", "ada"], 6, 1.3),
  codd: shelved("joaquin", 6.3, ["joaquin", "ada"], 4, 2),
  nerf: shelved("dalia", 5.2, ["dalia", "hiroko"], 4, 1.4),
  react: shelved("lena", 4.1, ["lena", "kavya", "ines", "chen"], 3.8, 0.5),
  rag: shelved("hiroko", 3.3, ["hiroko", "lena"], 3, 1.2),
  lottery: shelved("chen", 2.6, ["chen", "ines", "kavya"], 2.2, 0.3),
  fedAvg: shelved("farid", 1.9, ["farid"], 1.5, 1.5),
  diffieHellman: shelved("eluned", 1.2, ["eluned", "bela"], 1, 0.4),
  crispr: shelved("dalia", 0.8, ["dalia"], 0.6, 0.6),
  whisper: shelved("joaquin", 0.5, ["joaquin"], 0.3, 0.3),
  turing: shelved("bela", 0.2, [], 0, 0),
};
