// Reads what a page asks to watch, and resolves it to topics.
import "server-only";
import { z } from "zod";
import { ballotTopic } from "@/server/ballots/rules";
import { findUnstorable } from "@/server/door/wire";
import { type GroupScope, groupTopic } from "@/server/groups/policy";
import { groupScopes } from "@/server/groups/scope";
import { findPaperIds } from "@/server/papers/queries";
import { personTopic, type Viewer } from "@/server/people/policy";
import { threadTopic } from "@/server/threads/rules";

const GROUP = /^[a-z0-9-]{1,60}$/;
const PAPER = /^[a-z0-9-]{1,120}$/;
const uuid = z.uuid();

/** A watch as a page writes it, and its parts as they are meant. */
export interface Watch {
  watch: string;
  parts: readonly string[];
}

/** Takes a watch apart. @returns null where its encoding cannot be read, or holds what cannot be kept */
export function readWatch(watch: string): Watch | null {
  try {
    const parts = watch.split("/").map(decodeURIComponent);
    return findUnstorable(parts) === null ? { watch, parts } : null;
  } catch {
    // A percent sign that encodes no character.
    return null;
  }
}

/** A watch that names something: `me`, a paper, a group, or something inside a group. */
interface Named {
  watch: string;
  group?: string;
  paper?: string;
  ballotId?: string;
  meetingId?: string;
}

/** Reads the names in a watch. @returns null if it can name nothing */
function named({ watch, parts }: Watch): Named | null {
  if (watch === "me") return { watch };
  const [noun, name = "", inner, id = ""] = parts;
  if (noun === "paper")
    return PAPER.test(name) && inner === undefined ? { watch, paper: name } : null;
  if (noun !== "group" || !GROUP.test(name)) return null;
  const group = { watch, group: name };
  if (inner === undefined) return group;
  if (inner === "paper") return PAPER.test(id) ? { ...group, paper: id } : null;
  if (!uuid.safeParse(id).success) return null;
  if (inner === "ballot") return { ...group, ballotId: id };
  return inner === "meeting" ? { ...group, meetingId: id } : null;
}

/** The topics a page listens to, and the things its access depends on. */
export interface Watching {
  /** The watch for each topic. */
  topics: Map<string, string>;
  /** Ids of the things its access depends on, besides the viewer: groups, papers, ballots, meetings. */
  things: string[];
}

/**
 * Resolves watches to topics: `me`, `paper/P` (its public thread), `group/G`, and inside a group `paper/P`
 * and `meeting/M` (their threads, for members) and `ballot/B`. Things that do not exist, or may not be seen by the
 * viewer, are skipped in silence. Two queries at most, however many they are.
 */
export async function resolveWatches(
  viewer: Viewer | null,
  watches: readonly Watch[],
): Promise<Watching> {
  const all = watches.map(named).filter((one) => one !== null);
  const [scopes, papers] = await Promise.all([
    groupScopes(viewer, [...new Set(all.flatMap(({ group }) => group ?? []))]),
    findPaperIds([...new Set(all.flatMap(({ paper }) => paper ?? []))]),
  ]);
  const topics = new Map<string, string>();
  const things = new Set<string>();
  for (const one of all) {
    const paperId = one.paper === undefined ? null : papers.get(one.paper);
    const scope = one.group === undefined ? null : scopes.get(one.group);
    // Named, but missing or hidden from the viewer.
    if (paperId === undefined || scope === undefined) continue;
    const topic = topicOf(viewer, one, scope, paperId);
    if (topic === null) continue;
    topics.set(topic, one.watch);
    for (const id of [scope?.group.id, paperId, one.ballotId, one.meetingId]) {
      if (id) things.add(id);
    }
  }
  return { topics, things: [...things] };
}

function topicOf(
  viewer: Viewer | null,
  { ballotId, meetingId }: Named,
  scope: GroupScope | null,
  paperId: string | null,
): string | null {
  if (!scope) {
    if (paperId) return threadTopic({ paperId, groupId: null, meetingId: null });
    return viewer ? personTopic(viewer.id) : null;
  }
  const { group, role } = scope;
  if (ballotId) return ballotTopic(group.id, ballotId);
  if (!paperId && !meetingId) return groupTopic(group.id);
  return role ? threadTopic({ paperId, groupId: group.id, meetingId: meetingId ?? null }) : null;
}
