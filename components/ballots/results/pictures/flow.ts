import type { Ballot } from "@/components/ballots/ballot";

type Result = NonNullable<Ballot["result"]>;
export type Irv = Extract<Result, { rule: "irv" }>;

/** The votes of a paper, or votes that no longer name one, in one round. */
export interface FlowNode {
  key: string;
  /** Null for votes that no longer count. */
  candidate: string | null;
  round: number;
  votes: number;
  y: number;
  height: number;
}

/** Votes on their way from one round to the next. */
export interface FlowBand {
  key: string;
  round: number;
  /** Whether they stay with the same paper. */
  stays: boolean;
  from: { candidate: string | null; y: number };
  to: { candidate: string | null; y: number };
  votes: number;
  height: number;
}

/** Height of all votes together, and of the words above each block, in pixels. */
const VOTES = 190;
const WORDS = 24;

/**
 * Lays out the rounds of an instant runoff: blocks as high as their votes, one column a round, and the
 * bands between them. @param order of the papers, from the top
 */
export function layOutFlow({ rounds, transfers, voters }: Irv, order: readonly string[]) {
  const unit = VOTES / Math.max(1, voters);
  const nodes: FlowNode[] = [];
  for (const [round, { counts, exhausted }] of rounds.entries()) {
    let y = WORDS;
    const add = (candidate: string | null, votes: number) => {
      const height = votes * unit;
      nodes.push({ key: `${round} ${candidate}`, candidate, round, votes, y, height });
      y += height + WORDS;
    };
    for (const candidate of order) {
      const votes = counts[candidate];
      if (votes !== undefined) add(candidate, votes);
    }
    if (exhausted > 0) add(null, exhausted);
  }
  const at = new Map(nodes.map((node) => [node.key, { out: node.y, into: node.y, node }]));
  const bands: FlowBand[] = [];
  for (const [round, { from, to, exhausted }] of transfers.entries()) {
    const send = (one: string | null, other: string | null, votes: number) => {
      const [source, target] = [at.get(`${round} ${one}`), at.get(`${round + 1} ${other}`)];
      if (!source || !target || votes <= 0) return;
      const height = votes * unit;
      bands.push({
        key: `${round} ${one} ${other}`,
        round,
        stays: one === other,
        votes,
        height,
        from: { candidate: one, y: source.out },
        to: { candidate: other, y: target.into },
      });
      source.out += height;
      target.into += height;
    };
    // Votes that stay come first, then votes that arrive.
    const { counts, exhausted: before } = rounds[round] ?? { counts: {}, exhausted: 0 };
    for (const candidate of order)
      if (candidate !== from) send(candidate, candidate, counts[candidate] ?? 0);
    send(null, null, before);
    for (const candidate of order) send(from, candidate, to[candidate] ?? 0);
    send(from, null, exhausted);
  }
  const height = Math.max(0, ...nodes.map((node) => node.y + node.height)) + 8;
  return { nodes, bands, height };
}
