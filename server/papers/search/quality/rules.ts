import type { Question } from "../../meaning/schema";

/** Papers of a list that count. */
export const COUNTED = 10;

export interface Quality {
  questions: number;
  /** The mean of one divided by the place of the first right paper. */
  rank: number;
  /** The mean part of the right papers that are in the list. */
  recall: number;
}

/** A way of searching. @returns the slugs of papers, best first */
export type Search = (q: string) => Promise<{ slug: string; byMeaning: boolean }[]>;

export interface Measured {
  /** By the kinds of the questions in their order, and "all". */
  kinds: Map<string, Quality>;
  /** Questions without an answer, and how many of them found something by meaning alone. */
  unanswerable: number;
  foundByMeaning: number;
}

/** Measures a way of searching. */
export async function measureSearch(
  questions: readonly Question[],
  search: Search,
): Promise<Measured> {
  const sums = new Map<string, Quality>();
  let [unanswerable, foundByMeaning] = [0, 0];
  for (const { kind, question, papers } of questions) {
    const found = (await search(question)).slice(0, COUNTED);
    if (papers.length === 0) {
      unanswerable++;
      if (found.some(({ byMeaning }) => byMeaning)) foundByMeaning++;
      continue;
    }
    const { rank, recall } = measureList(
      found.map(({ slug }) => slug),
      papers,
    );
    for (const name of [kind, "all"]) {
      const sum = sums.get(name) ?? { questions: 0, rank: 0, recall: 0 };
      sums.set(name, {
        questions: sum.questions + 1,
        rank: sum.rank + rank,
        recall: sum.recall + recall,
      });
    }
  }
  const kinds = [...sums].map(([name, { questions, rank, recall }]): [string, Quality] => [
    name,
    { questions, rank: rank / questions, recall: recall / questions },
  ]);
  // Those of a kind come before all of them.
  kinds.sort(([a], [b]) => Number(a === "all") - Number(b === "all"));
  return { kinds: new Map(kinds), unanswerable, foundByMeaning };
}

/** Measures one list by the right papers. */
export function measureList(found: readonly string[], right: readonly string[]) {
  const counted = found.slice(0, COUNTED);
  const first = counted.findIndex((slug) => right.includes(slug));
  const there = right.filter((slug) => counted.includes(slug)).length;
  return {
    rank: first < 0 ? 0 : 1 / (first + 1),
    recall: there / Math.min(COUNTED, right.length),
  };
}
