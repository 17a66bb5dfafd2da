import { drawer } from "../tier";

/** An election under Schulze's rule in which each vote ranks all candidates, in an order that is drawn. */
export function shuffledRankings(candidateCount: number, voteCount: number) {
  const candidates = Array.from({ length: candidateCount }, (_, index) => `c${index}`);
  const draw = drawer();
  const votes = Array.from({ length: voteCount }, () => {
    const order = [...candidates];
    for (let at = order.length - 1; at > 0; at--) {
      const to = Math.floor(draw() * (at + 1));
      [order[at], order[to]] = [order[to] ?? "", order[at] ?? ""];
    }
    return { ranking: order.map((name) => [name]) };
  });
  return { rule: "schulze", candidates, votes };
}
