import { createHash } from "node:crypto";

/**
 * Candidates in the order of a draw that anybody can repeat: by the SHA-256 of seed, colon and id, in
 * hexadecimal. The seed is drawn when the ballot opens; until it is closed only its own hash is shown,
 * so that nobody can choose it afterwards, and nobody knows it before.
 */
function inDrawOrder(candidates: readonly string[], seed: string): string[] {
  const lots = new Map(candidates.map((id) => [id, sha256(`${seed}:${id}`)]));
  const lot = (id: string) => lots.get(id) ?? "";
  return candidates.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1));
}

/** The order in which candidates win a tie. @param listed as they came to stand */
export function tieOrder(
  listed: readonly string[],
  { tieBreak, drawSeed }: { tieBreak: string; drawSeed?: string | null | undefined },
): string[] {
  return tieBreak === "draw" && drawSeed ? inDrawOrder(listed, drawSeed) : [...listed];
}

/** What is shown of a seed before it is published. Hexadecimal. */
export function sealOf(seed: string): string {
  return sha256(seed);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
