import { REACTIONS } from "@/server/threads/rules";
import type { ReactionKind, ShownReaction } from "@/server/threads/schema";

/** Adds or removes the viewer's own reaction, ahead of the server's reply. */
export function withReaction(
  reactions: readonly ShownReaction[],
  kind: ReactionKind,
  on: boolean,
): ShownReaction[] {
  const before = reactions.find((one) => one.kind === kind) ?? { kind, count: 0, mine: false };
  if (before.mine === on) return [...reactions];
  const after = { kind, count: before.count + (on ? 1 : -1), mine: on };
  return [...reactions.filter((one) => one.kind !== kind), after]
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => REACTIONS.indexOf(a.kind) - REACTIONS.indexOf(b.kind));
}
