import { expect } from "vitest";
import { liveInput, openLiveStream } from "@/server/api/live";
import type { Viewer } from "@/server/people/policy";
import { closeLive } from "@/server/platform/live";
import { soon } from "./time";
import { session } from "./world";

const opened: AbortController[] = [];

/** Ends all streams that tests opened, and what they hear by. */
export async function closeStreams(): Promise<void> {
  for (const one of opened.splice(0)) one.abort();
  await closeLive();
}

/** Opens the stream of a page, as a browser with this session's token does, or a guest's. */
export function stream(token: string | null, watches: string[], since: number | null = null) {
  const abort = new AbortController();
  opened.push(abort);
  const caller = { token, ip: "192.0.2.1" };
  return openLiveStream(caller, liveInput.parse({ watches, since }), abort.signal);
}

/**
 * The page of this person in a browser of their own, or of a guest: what it watches, what it was told has
 * changed, and whether its stream has ended.
 */
export async function page(viewer: Viewer | null, watches: string[], since: number | null = null) {
  return pageOf(viewer && (await session(viewer.id)), watches, since);
}

/** The page of a browser with this session's token. */
export async function pageOf(token: string | null, watches: string[], since: number | null = null) {
  const events: { event: string; data: unknown }[] = [];
  let over = false;
  void reading(await stream(token, watches, since), events).then(() => {
    over = true;
  });
  await soon(() => expect(events[0]?.event).toBe("hello"));
  const { watching } = (events[0]?.data ?? {}) as { watching: string[] };
  const changes = () => events.filter(({ event }) => event === "changed");
  const changed = () => changes().map(({ data }) => (data as { watch: string }).watch);
  return { watching, changed, ended: () => over };
}

async function reading(
  stream: ReadableStream<Uint8Array>,
  events: { event: string; data: unknown }[],
): Promise<void> {
  let text = "";
  for await (const piece of stream) {
    text += new TextDecoder().decode(piece);
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event && data) events.push({ event, data: JSON.parse(data) });
    }
  }
}
