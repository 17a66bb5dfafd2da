import { isGroupKind } from "../choosing/rules";
import { EMAIL_FOOTER, type GroupKind, type Kind, STOPS_MAX, type Stop } from "../schema";

interface Line {
  kind: Kind;
  groupId: string | null;
  threadId: string | null;
}

/** Lists what the one link of an email stops: each kind from its group, each thread, and other kinds. */
export function stopsOf(lines: readonly Line[]): Stop[] {
  const fromGroups = new Map<string, Set<GroupKind>>();
  const threads = new Set<string>();
  const kinds = new Set<Kind>();
  for (const { kind, groupId, threadId } of lines) {
    if (isGroupKind(kind) && groupId) {
      fromGroups.set(groupId, (fromGroups.get(groupId) ?? new Set()).add(kind));
    } else if (threadId && kind !== "moderation") threads.add(threadId);
    else kinds.add(kind);
  }
  return [
    ...[...fromGroups].map(([groupId, some]) => ({ groupId, kinds: [...some] })),
    ...[...threads].map((threadId) => ({ threadId })),
    ...[...kinds].map((kind) => ({ kind })),
  ].slice(0, STOPS_MAX);
}

/** Names the link that stops such emails. @param groups the names of their groups */
export function stopWords(stops: readonly Stop[], groups: readonly string[]): string {
  const [stop, ...others] = stops;
  if (stop && others.length === 0 && "threadId" in stop) return EMAIL_FOOTER[2];
  const [name, ...names] = [...new Set(groups)];
  const fromGroups = stops.every((one) => "groupId" in one);
  if (fromGroups && name !== undefined && names.length === 0)
    return `Stop emails like this from ${name}`;
  return "Stop emails like these";
}

/** Kinds in the order in which an email has them: what asks for an answer comes first. */
const ORDER: readonly Kind[] = [
  ...(["closing", "ballot", "result", "upcoming", "meeting", "mention", "answer"] as const),
  "news",
  ...(["after", "moderation", "comment", "nomination", "watch", "paper"] as const),
];

/** Puts the lines of an email in order. */
export function inOrder<L extends { row: { kind: Kind } }>(lines: readonly L[]): L[] {
  return lines.toSorted((a, b) => ORDER.indexOf(a.row.kind) - ORDER.indexOf(b.row.kind));
}

/** Leaves out that a ballot is open where the email also says that its vote is missing: both show its papers. */
export function withoutRepeats<L extends { row: { kind: Kind; ballotId: string | null } }>(
  lines: readonly L[],
): L[] {
  const missing = new Set(
    lines.flatMap(({ row }) => (row.kind === "closing" ? (row.ballotId ?? []) : [])),
  );
  return lines.filter(({ row }) => row.kind !== "ballot" || !missing.has(row.ballotId ?? ""));
}

/** The subject of an email. @param sentences what happened, the most important first */
export function subjectOf(sentences: readonly string[]): string {
  const [first = "News", ...others] = sentences;
  return others.length === 0 ? first : `${first}, and ${others.length} more`;
}
