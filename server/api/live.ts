import "server-only";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { publicProcedure, router } from "@/server/door/procedures";
import { type OpenSession, sessionByToken } from "@/server/people/sessions/commands";
import { now } from "@/server/platform/clock";
import { spend } from "@/server/platform/limits";
import { accessTopic, liveHub } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { boundsOf, OPENED_BY_GUESTS, OPENED_BY_PERSON, openStreams } from "./stream-limits";
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
const liveInput = z.object({
  watches: z.array(ADDRESS).min(1).max(WATCHES),
  /** The time (milliseconds) up to which the page knows them; null where it does not know it. */
  since: z.int().min(0).nullable(),
  /** The id of the last word that it heard: tRPC says it where a stream broke off. */
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

/** A word to a page: the things it watches, that one of them has changed, or that the stream is still there. */
export type Word =
  | { say: "hello"; watching: string[] }
  | { say: "changed"; watch: string; crowd: number }
  | { say: "beat" };

/** Longest life of a stream: the page then proves anew who is looking, should all else fail. */
const LONGEST_MS = 10 * 60 * 1000;
const BEAT_MS = 20_000;
/** Changes of one thing within this time are one. */
const GATHER_MS = 150;
/** Time until a page that found no place may try again. Until then it polls, slowly. */
const TRY_AGAIN_SECONDS = 60;

/** The caller, as far as the context of the call has told. */
interface Caller {
  sessionToken: string | null;
  ip: string;
}

/**
 * Opens a stream for one page. It says that something watched has changed, never what: the page reads that by the
 * same procedures, with the same rights. The id of each word is its time, from which a page that was away goes on. The
 * stream ends when the session does, and when access to what it watches has changed: the page then opens another.
 * @throws Refusal TOO_MANY if too many are open, or were opened lately
 */
async function openStream(
  { sessionToken, ip }: Caller,
  { watches, since, lastEventId }: z.output<typeof liveInput>,
  signal: AbortSignal | undefined,
): Promise<AsyncGenerator<TrackedEnvelope<Word>, void>> {
  const hub = liveHub();
  await hub.connected();
  // From here on, the hub hears of every session and right that ends, even before the stream listens. So the session
  // is read again.
  const heard = hub.heardSoFar();
  const session = sessionToken ? await sessionByToken(sessionToken) : null;
  const viewer = session?.viewer ?? null;
  const leave = openStreams.take(boundsOf(viewer, ip));
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
    const known = lastEventId === undefined ? since : Number(lastEventId);
    return streamOf({ watching, session, since: known, heard, signal, leave });
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
  signal: AbortSignal | undefined;
  leave: () => void;
}

const BEAT = "beat";

function streamOf({ watching, session, since, heard, signal, leave }: Opening) {
  const hub = liveHub();
  const { topics, things } = watching;
  const mine = session ? [session.id, session.viewer.id] : [];
  const access = [...mine, ...things].map(accessTopic);
  /** Topics that have changed, and beats. However slowly the page reads, each waits once. */
  const unsaid = new Set<string>();
  let over = false;
  let wake = () => {};
  const say = (what: string) => {
    unsaid.add(what);
    wake();
  };
  const gathering = new Map<string, NodeJS.Timeout>();
  const changed = (topic: string) => {
    if (!topics.has(topic) || gathering.has(topic)) return;
    const later = setTimeout(() => {
      gathering.delete(topic);
      say(topic);
    }, GATHER_MS);
    gathering.set(topic, later);
  };
  // Given back at once, also where the page has stopped reading and nobody asks for the next word.
  const end = () => {
    over = true;
    leave();
    unlisten();
    unwatch();
    clearInterval(beat);
    clearTimeout(longest);
    for (const timer of gathering.values()) clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    wake();
  };
  const unlisten = hub.listen([...topics.keys()], changed);
  const unwatch = hub.listen(access, end);
  const beat = setInterval(() => say(BEAT), BEAT_MS);
  const left = session ? session.expiresAt.getTime() - now().getTime() : LONGEST_MS;
  const longest = setTimeout(end, Math.min(left, LONGEST_MS));
  signal?.addEventListener("abort", end);
  if (signal?.aborted || access.some((topic) => hub.heardAfter(topic, heard))) end();
  for (const topic of topics.keys()) {
    if (!over && since !== null && hub.changedSince(topic, since)) changed(topic);
  }
  const wordFor = (what: string): Word => {
    if (what === BEAT) return { say: "beat" };
    return { say: "changed", watch: topics.get(what) ?? "", crowd: hub.crowd(what) };
  };
  async function* words() {
    try {
      if (!over) yield timed({ say: "hello", watching: [...topics.values()] });
      while (!over) {
        const [next] = unsaid;
        if (next === undefined) {
          await new Promise<void>((woken) => {
            wake = woken;
          });
          continue;
        }
        unsaid.delete(next);
        yield timed(wordFor(next));
      }
    } finally {
      end();
    }
  }
  return words();
}

const timed = (word: Word) => tracked(String(Date.now()), word);

export const liveRouter = router({
  /** Tells an open page that something which it watches has changed. */
  changes: publicProcedure
    .input(liveInput)
    .subscription(({ ctx, input, signal }) => openStream(ctx, input, signal)),
});
