import { Pairs } from "../pairwise";

/** Finds the strongest path between each two candidates. @returns the strengths, and on each strongest path the candidate before the last */
export function strongestPaths(votes: Pairs): { strengths: Pairs; before: Pairs } {
  const { size } = votes;
  const strengths = new Pairs(size);
  const before = new Pairs(size);
  for (let x = 0; x < size; x++) {
    for (let y = 0; y < size; y++) {
      if (votes.at(x, y) > votes.at(y, x)) strengths.set(x, y, votes.at(x, y));
      before.set(x, y, x);
    }
  }
  for (let over = 0; over < size; over++) {
    for (let x = 0; x < size; x++) {
      if (x === over) continue;
      for (let y = 0; y < size; y++) {
        const detour = Math.min(strengths.at(x, over), strengths.at(over, y));
        if (y === x || y === over || detour <= strengths.at(x, y)) continue;
        strengths.set(x, y, detour);
        before.set(x, y, before.at(over, y));
      }
    }
  }
  return { strengths, before };
}
