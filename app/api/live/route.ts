import { contextOf } from "@/server/api/context";
import { liveInput, liveStream } from "@/server/api/live";

export const dynamic = "force-dynamic";

const NO_STORE = { "Cache-Control": "no-store" };

/** Server-sent events for an open page: `?watch=group/G&watch=me&since=1732500000000`. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  // A browser that comes back by itself says where it stopped.
  const since = request.headers.get("last-event-id") ?? searchParams.get("since");
  const input = liveInput.safeParse({
    watches: searchParams.getAll("watch"),
    since: since === null ? null : Number(since),
  });
  if (!input.success) {
    const error = { message: "Say what to watch: watch=me, watch=paper/…, watch=group/…" };
    return Response.json({ error }, { status: 400, headers: NO_STORE });
  }
  const { viewer } = await contextOf(request.headers);
  const stream = await liveStream(viewer, input.data, request.signal);
  if (!stream) {
    const error = { message: "Too many pages are open here. Try again in a minute." };
    return Response.json({ error }, { status: 503, headers: { ...NO_STORE, "Retry-After": "60" } });
  }
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
