import { clientOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { readFeed } from "@/server/meetings/feeds/commands";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ token: string }>;
}

/** `GET /api/calendar/TOKEN.ics`: a calendar to subscribe to. No cookie; the secret address proves it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const token = (await params).token.replace(/\.ics$/, "");
  try {
    const feed = await readFeed(token, clientOf(request.headers));
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
  } catch (error) {
    return plainRefusal(error);
  }
}
