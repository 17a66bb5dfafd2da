import "server-only";
import { z } from "zod";
import { ballotTopic } from "@/server/ballots/rules";
import { groupTopic } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { paperId } from "@/server/papers/queries";
import { personTopic, rightsTopic, type Viewer } from "@/server/people/policy";
import { liveHub } from "@/server/platform/live";
import { Refusal } from "@/server/platform/refusal";
import { threadTopic } from "@/server/threads/live";
import { unkeepable } from "./wire";

/** Things that one page watches at most. */
const WATCHES = 8;
const ADDRESS = z
  .string()
  .max(250)
  .regex(/^(me|[a-z]+\/[^/]+(\/[a-z]+\/[^/]+)?)$/)
  .transform((watch, { addIssue }) => {
    try {
      const parts = watch.split("/").map(decodeURIComponent);
      if (unkeepable(parts) === null) return { watch, parts };
    } catch {
      // Not percent-encoding.
    }
    addIssue("This names nothing.");
    return z.NEVER;
  });
type Watch = z.output<typeof ADDRESS>;
/** What a page asks for: watches, and since when it knows how they stand (milliseconds). */
export const liveInput = z.object({
  watches: z.array(ADDRESS).min(1).max(WATCHES),
  since: z.number().int().min(0).nullable(),
});

/** An open stream asks anew who is looking after this time: memberships and sessions end. */
const LONGEST_MS = 10 * 60 * 1000;
const BEAT_MS = 20_000;
/** Changes of one thing within this time are one. */
const GATHER_MS = 150;
/** Streams that one process holds. */
const STREAMS = 5000;
let streams = 0;

const uuid = z.uuid();

/**
 * What a watch stands for, or null where there is nothing, or nothing that the viewer may see:
 * `me`, `paper/P` (its public thread), `group/G`, and inside a group `paper/P` and `meeting/M`
 * (their threads, for members) and `ballot/B`.
 */
async function topicOf(viewer: Viewer | null, parts: readonly string[]): Promise<string | null> {
  const [noun, name = "", inner, id = ""] = parts;
  if (noun === "me" && parts.length === 1) return viewer && personTopic(viewer.id);
  if (noun === "paper" && inner === undefined) {
    const found = await paperId(name);
    return found && threadTopic({ paperId: found, groupId: null, meetingId: null });
  }
  if (noun !== "group") return null;
  const { group, role } = await groupScope(viewer, name);
  if (inner === undefined) return groupTopic(group.id);
  if (inner === "ballot") return uuid.safeParse(id).success ? ballotTopic(group.id, id) : null;
  if (!role) return null;
  if (inner === "meeting" && uuid.safeParse(id).success) {
    return threadTopic({ paperId: null, groupId: group.id, meetingId: id });
  }
  const found = inner === "paper" ? await paperId(id) : null;
  return found && threadTopic({ paperId: found, groupId: group.id, meetingId: null });
}

async function topicsOf(viewer: Viewer | null, watches: Watch[]): Promise<Map<string, string>> {
  const topics = new Map<string, string>();
  for (const { watch, parts } of watches) {
    try {
      const topic = await topicOf(viewer, parts);
      if (topic) topics.set(topic, watch);
    } catch (error) {
      // What may not be seen is answered like what is not there: with silence.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return topics;
}

/**
 * A stream of server-sent events for one open page. An event says that something watched has changed,
 * never what: the page reads it by the same procedures, with the same rights. Each event's id is its
 * time, from which a page that was away goes on. @returns null where this process holds enough of them
 */
export async function liveStream(
  viewer: Viewer | null,
  { watches, since }: z.output<typeof liveInput>,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  if (streams >= STREAMS) return null;
  const hub = liveHub();
  await hub.connected();
  // Whoever leaves a group, or is sent out, hears no more of it: the stream ends, and is asked for anew.
  // Listened for before memberships are read, so that no end of one goes by unheard.
  let left = false;
  let end = () => {};
  const leave = () => {
    left = true;
    end();
  };
  const leaving = viewer ? hub.listen([rightsTopic(viewer.id)], leave) : () => {};
  const topics = await topicsOf(viewer, watches).catch((error: unknown) => {
    leaving();
    throw error;
  });
  const bytes = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      streams += 1;
      const send = (event: string, data: unknown) => {
        // Who does not read is let go; she comes back by herself.
        if ((controller.desiredSize ?? 0) < -500) return end();
        const text = `id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
        controller.enqueue(bytes.encode(text));
      };
      const waiting = new Map<string, NodeJS.Timeout>();
      const changed = (topic: string) => {
        const watch = topics.get(topic);
        if (watch === undefined || waiting.has(topic)) return;
        const later = setTimeout(() => {
          waiting.delete(topic);
          send("changed", { watch, crowd: hub.crowd(topic) });
        }, GATHER_MS);
        waiting.set(topic, later);
      };
      const unlisten = hub.listen([...topics.keys()], changed);
      const beat = setInterval(() => send("beat", {}), BEAT_MS);
      const longest = setTimeout(() => end(), LONGEST_MS);
      let ended = false;
      end = () => {
        if (ended) return;
        ended = true;
        streams -= 1;
        unlisten();
        leaving();
        clearInterval(beat);
        clearTimeout(longest);
        for (const timer of waiting.values()) clearTimeout(timer);
        try {
          controller.close();
        } catch {
          // The reader was faster.
        }
      };
      signal.addEventListener("abort", end);
      if (signal.aborted || left) return end();
      controller.enqueue(bytes.encode("retry: 1000\n\n"));
      send("hello", { watching: [...topics.values()] });
      for (const topic of topics.keys()) {
        if (since !== null && hub.changedSince(topic, since)) changed(topic);
      }
    },
    cancel: () => end(),
  });
}
