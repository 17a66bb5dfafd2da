import { createHash } from "node:crypto";

/**
 * Orders candidates by a draw that anybody can repeat: by the SHA-256 of seed, colon and id, in hexadecimal.
 * The seed is drawn when the ballot opens. Until the ballot closes only the seed's hash is shown, so that
 * nobody can choose the seed afterwards or know it in advance.
 */
function inDrawOrder(candidates: readonly string[], seed: string): string[] {
  const lots = new Map(candidates.map((id) => [id, sha256(`${seed}:${id}`)]));
  const lot = (id: string) => lots.get(id) ?? "";
  return candidates.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1));
}

/** The order in which candidates win a tie. @param listed in the order of the ballot */
export function tieOrder(
  listed: readonly string[],
  { tieBreak, drawSeed }: { tieBreak: string; drawSeed?: string | null | undefined },
): string[] {
  return tieBreak === "draw" && drawSeed ? inDrawOrder(listed, drawSeed) : [...listed];
}

/** The hash that is shown before the seed is published. Hexadecimal. */
export function sealSeed(seed: string): string {
  return sha256(seed);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
