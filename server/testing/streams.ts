import type { TrackedEnvelope } from "@trpc/server";
import { expect } from "vitest";
import type { Word } from "@/server/api/live";
import { createCaller } from "@/server/api/root";
import type { Viewer } from "@/server/people/policy";
import { closeLive } from "@/server/platform/live";
import { soon } from "./time";
import { callBy, session } from "./world";

type Words = AsyncGenerator<TrackedEnvelope<Word>, void>;

const opened: AbortController[] = [];

/** Ends all streams that tests opened, and their connection to the hub. */
export async function closeStreams(): Promise<void> {
  for (const one of opened.splice(0)) one.abort();
  await closeLive();
}

/** The events that a page has already received when it opens its stream. */
interface Known {
  since?: number | null;
  lastEventId?: string;
}

/** Opens the stream of a page, as a browser with this session's token does, or a guest's. */
export function stream(
  token: string | null,
  watches: string[],
  { since = null, ...known }: Known = {},
  { ip = "192.0.2.1", leaving = new AbortController() } = {},
) {
  opened.push(leaving);
  const context = { ...callBy(null), sessionToken: token, ip };
  const caller = createCaller(context, { signal: leaving.signal });
  // The types are those of a browser, which gets each event without its envelope.
  return caller.live.changes({ watches, since, ...known }) as unknown as Promise<Words>;
}

/**
 * The page of this person, or of a guest, in a separate browser: the topics it watches, the changes it
 * heard of, and whether its stream has ended.
 */
export async function page(viewer: Viewer | null, watches: string[], known: Known = {}) {
  return pageOf(viewer && (await session(viewer.id)), watches, known);
}

/** Opens the page of a browser with this session's token. */
export async function pageOf(token: string | null, watches: string[], known: Known = {}) {
  const words: Word[] = [];
  let over = false;
  void hear(await stream(token, watches, known), words).then(() => {
    over = true;
  });
  await soon(() => expect(words[0]?.say).toBe("hello"));
  const watching = words.flatMap((word) => (word.say === "hello" ? word.watching : []));
  const changed = () => words.flatMap((word) => (word.say === "changed" ? word.watch : []));
  return { watching, changed, ended: () => over };
}

async function hear(words: Words, heard: Word[]): Promise<void> {
  for await (const [, word] of words) heard.push(word);
}
