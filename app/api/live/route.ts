import { liveInput, openLiveStream } from "@/server/api/live";
import { clientOf } from "@/server/door/context";
import { tokenFromCookies } from "@/server/people/sessions/commands";
import { Refusal } from "@/server/platform/refusal";

export const dynamic = "force-dynamic";

const NO_STORE = { "Cache-Control": "no-store" };

/** Whether it is there. Next would open a stream by GET, which nobody reads and nothing ends for ten minutes. */
export function HEAD(): Response {
  return new Response(null, { headers: NO_STORE });
}

/** Server-sent events for an open page: `?watch=group/G&watch=me&since=1732500000000`. */
export async function GET(request: Request): Promise<Response> {
  const { headers, signal, url } = request;
  const { searchParams } = new URL(url);
  // A browser that comes back by itself says where it stopped.
  const since = headers.get("last-event-id") ?? searchParams.get("since");
  const input = liveInput.safeParse({
    watches: searchParams.getAll("watch"),
    since: since === null ? null : Number(since),
  });
  if (!input.success) {
    const error = { message: "Say what to watch: watch=me, watch=paper/…, watch=group/…" };
    return Response.json({ error }, { status: 400, headers: NO_STORE });
  }
  const caller = { token: tokenFromCookies(headers.get("cookie")), ip: clientOf(headers) };
  try {
    return new Response(await openLiveStream(caller, input.data, signal), {
      headers: {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no",
      },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, retryAfterSeconds = 60 } = error;
    const wait = { ...NO_STORE, "Retry-After": String(retryAfterSeconds) };
    return Response.json({ error: { message } }, { status: 429, headers: wait });
  }
}
