type Votes = readonly string[][][];
type Pair = readonly [string, string];

/** The position of a candidate's tier; far below all others for those not named. */
export function rank(vote: readonly string[][], candidate: string): number {
  const tier = vote.findIndex((names) => names.includes(candidate));
  return tier === -1 ? 1000 : tier;
}

/** Counts the votes that rank a above b, from scratch each time. */
export function above(votes: Votes, a: string, b: string): number {
  return votes.filter((vote) => rank(vote, a) < rank(vote, b)).length;
}

function table(candidates: string[], entry: (a: string, b: string) => number) {
  return Object.fromEntries(
    candidates.map((a) => [
      a,
      Object.fromEntries(candidates.filter((b) => b !== a).map((b) => [b, entry(a, b)])),
    ]),
  );
}

/** Takes the candidates that no remaining candidate is above, and repeats this with the rest. */
function layers(left: string[], over: (a: string, b: string) => boolean): string[][] {
  if (left.length === 0) return [];
  const top = left.filter((c) => left.every((other) => !over(other, c)));
  return [
    top,
    ...layers(
      left.filter((c) => !top.includes(c)),
      over,
    ),
  ];
}

function placed(votes: Votes, ranking: string[][]) {
  if (votes.length === 0) return { winner: null, tied: [], ranking };
  return { winner: ranking[0]?.[0], tied: ranking[0], ranking };
}

/** Finds strongest paths by trying every path that passes nobody twice. */
export function schulze(candidates: string[], votes: Votes) {
  const link = (a: string, b: string) =>
    above(votes, a, b) > above(votes, b, a) ? above(votes, a, b) : 0;
  const strongest = (a: string, b: string, passed: string[]): number =>
    Math.max(
      link(a, b),
      ...candidates
        .filter((next) => next !== b && !passed.includes(next))
        .map((next) => Math.min(link(a, next), strongest(next, b, [...passed, next]))),
    );
  const strength = new Map<string, number>();
  for (const a of candidates)
    for (const b of candidates) if (a !== b) strength.set(`${a} ${b}`, strongest(a, b, [a]));
  const of = (a: string, b: string) => strength.get(`${a} ${b}`) ?? 0;
  return {
    ...placed(
      votes,
      layers(candidates, (a, b) => of(a, b) > of(b, a)),
    ),
    pairwise: table(candidates, (a, b) => above(votes, a, b)),
    strengths: table(candidates, of),
  };
}

/** Locks pairs by picking the strongest one left, and checking whether its loser already leads back. */
export function rankedPairs(candidates: string[], votes: Votes) {
  const d = (a: string, b: string) => above(votes, a, b);
  const place = (c: string) => candidates.indexOf(c);
  const stronger = ([a, b]: Pair, [x, y]: Pair) => {
    if (d(a, b) !== d(x, y)) return d(a, b) > d(x, y);
    if (d(b, a) !== d(y, x)) return d(b, a) < d(y, x);
    return a === x ? place(b) > place(y) : place(a) < place(x);
  };
  let left = candidates
    .flatMap((a) => candidates.map((b): Pair => [a, b]))
    .filter(([a, b]) => d(a, b) > d(b, a));
  const locked: Pair[] = [];
  const steps: object[] = [];
  const leads = (from: string, to: string): boolean =>
    from === to || locked.some(([a, b]) => a === from && leads(b, to));
  while (left.length > 0) {
    const next = left.find((pair) =>
      left.every((other) => pair === other || stronger(pair, other)),
    );
    if (!next) throw new Error("Two pairs are equal.");
    left = left.filter((pair) => pair !== next);
    const [winner, loser] = next;
    const stands = !leads(loser, winner);
    if (stands) locked.push(next);
    steps.push({ winner, loser, for: d(winner, loser), against: d(loser, winner), locked: stands });
  }
  const over = (a: string, b: string) => locked.some(([x, y]) => x === a && y === b);
  return {
    ...placed(votes, layers(candidates, over)),
    pairwise: table(candidates, d),
    locked: locked.sort((x, y) => (x.join(" ") < y.join(" ") ? -1 : 1)),
    steps,
  };
}
