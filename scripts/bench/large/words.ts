// Words and numbers of the large world: always the same, and as skewed as those of real catalogues.

/** Random numbers from 0 to 1, the same for each seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The commonest words first. A catalogue's main subject is in half of its abstracts. */
const COMMON =
  "model learning training data method neural network attention language deep graph inference sparse robust policy reward gradient memory kernel planning causal retrieval alignment decoding sampling online variance spectral convex adaptive hierarchical benchmark transformer diffusion vision speech agent reasoning distributed scheduling privacy federated quantum protein molecule climate traffic auction voting consensus replication storage compiler verification synthesis logic proof bound approximation clustering regression forecast calibration uncertainty fairness explanation dialogue translation summary tokenizer embedding contrastive supervised generative adversarial meta transfer continual curriculum pruning distillation quantization caching latency throughput energy sensor robot control navigation simulation physics chemistry biology genome medical imaging segmentation detection tracking depth motion video audio music".split(
    " ",
  );
const SYLLABLES =
  "ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za ze zi zo".split(
    " ",
  );
const RARE_WORDS = 12_000;

/** Spells a number in syllables, which makes a word that nobody uses. */
export function rareWord(number: number): string {
  const parts = ["x"];
  for (
    let left = number + SYLLABLES.length ** 2;
    left > 0;
    left = Math.floor(left / SYLLABLES.length)
  )
    parts.push(SYLLABLES[left % SYLLABLES.length] as string);
  return parts.slice(1).join("");
}

/** All words, the commonest first. */
const WORDS = [...COMMON, ...Array.from({ length: RARE_WORDS }, (_, at) => rareWord(at))];

/** A table with each word as often as it is used: the n-th word has weight 1/(n + 5). */
const USED = (() => {
  const weights = WORDS.map((_, rank) => 1 / (rank + 5));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint16Array(1 << 18);
  let [word, reached] = [0, (weights[0] as number) / total];
  for (let at = 0; at < table.length; at++) {
    while (at / table.length >= reached && word < WORDS.length - 1) {
      word++;
      reached += (weights[word] as number) / total;
    }
    table[at] = word;
  }
  return table;
})();

/** Draws the words of a text. */
export function textOf(random: () => number, words: number): string {
  let text = "";
  for (let word = 0; word < words; word++)
    text += `${word ? " " : ""}${WORDS[USED[Math.floor(random() * USED.length)] as number]}`;
  return text;
}

/**
 * Divides a total so that the n-th gets a weight of 1/(n + 2)^power: a few get very much, most next
 * to nothing. @returns whole numbers that add up to the total
 */
export function skewed(total: number, count: number, power: number, most: number): number[] {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 2) ** power);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const shares = weights.map((weight) => Math.min(most, Math.floor((total * weight) / sum)));
  let left = total - shares.reduce((all, share) => all + share, 0);
  for (let at = 0; left > 0; at = (at + 1) % count) {
    if ((shares[at] as number) >= most) continue;
    shares[at] = (shares[at] as number) + 1;
    left--;
  }
  return shares;
}
