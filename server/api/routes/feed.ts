import "server-only";
import { clientOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { readFeed } from "@/server/meetings/feeds/commands";

/** A calendar to subscribe to. No cookie; the secret address proves it. */
export const sendFeed = plainly(async (request: Request, { token }: { token: string }) => {
  const feed = await readFeed(token.replace(/\.ics$/, ""), clientOf(request.headers));
  const tag = `"${feed.tag}"`;
  const headers = { ETag: tag, "Cache-Control": "private, no-cache" };
  const known = request.headers.get("if-none-match")?.replace(/^W\//, "");
  if (known === tag) return new Response(null, { status: 304, headers });
  return new Response(streamText(feed.parts(), feed.mayReadOn), {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="colloquy.ics"',
      // Anyone who has the address can read it; search engines must not.
      "X-Robots-Tag": "noindex",
    },
  });
});
