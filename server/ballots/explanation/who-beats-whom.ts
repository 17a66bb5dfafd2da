import type { SchulzeResult } from "../tally/methods/schulze";

/** Sentences that people read before they look at the table instead. */
const MOST = 6;

/** Comparisons of papers in words. */
export interface Comparisons {
  sentences: string[];
  /** Number of comparisons without a sentence. */
  left: number;
}

/**
 * Says which paper beats which, in the order of the ranking. With more pairs than sentences, the first paper is
 * compared with the others, then each paper with the next.
 */
export function sayWhoBeatsWhom(
  { ranking, pairwise, voters }: Pick<SchulzeResult, "ranking" | "pairwise" | "voters">,
  titleOf: (candidate: string) => string,
): Comparisons {
  const order = ranking.flat();
  const pairs = order.flatMap((above, at) =>
    order.slice(at + 1).map((below, gap) => ({ above, below, first: at === 0, next: gap === 0 })),
  );
  if (voters === 0) return { sentences: [], left: 0 };
  const telling = pairs.length > MOST ? pairs.filter(({ first, next }) => first || next) : pairs;
  const told = telling.slice(0, MOST);
  return {
    sentences: told.map(({ above, below }) => {
      const [pro, contra] = [pairwise[above]?.[below] ?? 0, pairwise[below]?.[above] ?? 0];
      return pro >= contra
        ? say(titleOf(above), titleOf(below), pro, contra)
        : say(titleOf(below), titleOf(above), contra, pro);
    }),
    left: pairs.length - told.length,
  };
}

function say(one: string, other: string, pro: number, contra: number): string {
  if (pro === contra) return `“${one}” and “${other}” are level: ${preferring(pro)} each.`;
  return `“${one}” beats “${other}”: ${preferring(pro)} it, ${preferring(contra)} the other.`;
}

function preferring(count: number): string {
  if (count === 0) return "nobody prefers";
  return `${count} ${count === 1 ? "prefers" : "prefer"}`;
}
