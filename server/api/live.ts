import "server-only";
import { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { type OpenSession, sessionByToken } from "@/server/people/sessions/commands";
import { now } from "@/server/platform/clock";
import { type Limit, networkOf, spend } from "@/server/platform/limits";
import { accessTopic, liveHub } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { type Bound, Places } from "@/server/platform/web/places";
import { readWatch, resolveWatches, type Watching } from "./watching";

/** Most things that one page watches. */
const WATCHES = 8;
const ADDRESS = z
  .string()
  .max(250)
  .regex(/^(me|[a-z]+\/[^/]+(\/[a-z]+\/[^/]+)?)$/)
  .transform((text, { addIssue }) => {
    const watch = readWatch(text);
    if (!watch) addIssue("There is nothing to watch under this name.");
    return watch ?? z.NEVER;
  });
/** The input of a stream: watches, and the time (milliseconds) up to which the page knows them. */
export const liveInput = z.object({
  watches: z.array(ADDRESS).min(1).max(WATCHES),
  since: z.number().int().min(0).nullable(),
});

/** Longest life of a stream: the page then proves anew who is looking, should all else fail. */
const LONGEST_MS = 10 * 60 * 1000;
const BEAT_MS = 20_000;
/** Changes of one thing within this time are one. */
const GATHER_MS = 150;
/** A browser whose stream ended comes back after this time, and not all of them at once. */
const FIRST_RETRY_MS = 1000;
const RETRY_SPREAD_MS = 2000;
/** Streams that one process holds. */
const STREAMS = 5000;
/**
 * Of them, those of one person, in all their browsers: more than anybody looks at, for pages in the background
 * let theirs go.
 */
export const STREAMS_OF_PERSON = 20;
/** Streams of all guests at one network address. People behind it who are signed in count for themselves. */
export const STREAMS_OF_GUESTS = 60;
/** Streams of one network address, guests' and members': a university may have one address. */
const STREAMS_OF_ADDRESS = 1000;
/** A page opens its stream anew whenever it watches something else. */
const OPENED_BY_PERSON: Limit = { name: "streams", points: 120, perSeconds: 60 };
const OPENED_BY_GUESTS: Limit = { name: "streams-of-guests", points: 300, perSeconds: 60 };
/** Time until a page that found no place may try again. Until then it polls, slowly. */
const TRY_AGAIN_SECONDS = 60;

// Next evaluates modules more than once in one process; what is counted must still be counted once.
const shared = globalThis as { colloquyStreams?: Places };

/** The streams that this process holds, by person, network address and in all. */
export function openStreams(): Places {
  shared.colloquyStreams ??= new Places();
  return shared.colloquyStreams;
}

function boundsOf(viewer: Viewer | null, ip: string): Bound[] {
  const network = networkOf(ip);
  return [
    viewer
      ? { key: `person ${viewer.id}`, most: STREAMS_OF_PERSON }
      : { key: `guests ${network}`, most: STREAMS_OF_GUESTS },
    { key: `address ${network}`, most: STREAMS_OF_ADDRESS },
    { key: "process", most: STREAMS },
  ];
}

/**
 * Opens a stream of server-sent events for one page. An event says that something watched has changed,
 * never what: the page reads it by the same procedures, with the same rights. Each event's id is its
 * time, from which a page that was away goes on. It ends when the session does, and when access to what
 * it watches has changed: the browser then opens another.
 * @param token of the session; null for a guest
 * @throws Refusal TOO_MANY if too many are open, or were opened lately
 */
export async function openLiveStream(
  { token, ip }: { token: string | null; ip: string },
  { watches, since }: z.output<typeof liveInput>,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const hub = liveHub();
  await hub.connected();
  // From here on, the hub hears of every session and right that ends, even before the stream listens.
  const heard = hub.heardSoFar();
  const session = token ? await sessionByToken(token) : null;
  const viewer = session?.viewer ?? null;
  const leave = openStreams().take(boundsOf(viewer, ip));
  if (typeof leave !== "function") {
    refuse("TOO_MANY", {
      retryAfterSeconds: TRY_AGAIN_SECONDS,
      say: "Too many pages are open here. This one checks for changes only now and then.",
    });
  }
  try {
    if (viewer) await spend(OPENED_BY_PERSON, viewer.id);
    else await spend(OPENED_BY_GUESTS, ip);
    const watching = await resolveWatches(viewer, watches);
    return streamOf({ watching, session, since, heard, signal, leave });
  } catch (error) {
    leave();
    throw error;
  }
}

interface Opening {
  watching: Watching;
  session: OpenSession | null;
  since: number | null;
  /** The hub's count before the rights of the viewer were read. */
  heard: number;
  signal: AbortSignal;
  leave: () => void;
}

function streamOf({ watching, session, since, heard, signal, leave }: Opening) {
  const hub = liveHub();
  const { topics, things } = watching;
  const mine = session ? [session.id, session.viewer.id] : [];
  const access = [...mine, ...things].map(accessTopic);
  const bytes = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string, data: unknown) => {
        // A page that does not read is let go; it comes back by itself.
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
      const unwatch = hub.listen(access, () => end());
      const beat = setInterval(() => send("beat", {}), BEAT_MS);
      const left = session ? session.expiresAt.getTime() - now().getTime() : LONGEST_MS;
      const longest = setTimeout(() => end(), Math.min(left, LONGEST_MS));
      let ended = false;
      end = () => {
        if (ended) return;
        ended = true;
        leave();
        unlisten();
        unwatch();
        clearInterval(beat);
        clearTimeout(longest);
        for (const timer of waiting.values()) clearTimeout(timer);
        signal.removeEventListener("abort", end);
        try {
          controller.close();
        } catch {
          // The reader was faster.
        }
      };
      signal.addEventListener("abort", end);
      if (signal.aborted || access.some((topic) => hub.heardAfter(topic, heard))) return end();
      const retry = FIRST_RETRY_MS + Math.floor(Math.random() * RETRY_SPREAD_MS);
      controller.enqueue(bytes.encode(`retry: ${retry}\n\n`));
      send("hello", { watching: [...topics.values()] });
      for (const topic of topics.keys()) {
        if (since !== null && hub.changedSince(topic, since)) changed(topic);
      }
    },
    cancel: () => end(),
  });
}
