import { contextOf } from "@/server/api/context";
import { refusalShape } from "@/server/api/errors";
import { searchInput } from "@/server/papers/schema";
import { searchPapers } from "@/server/papers/search";
import { env } from "@/server/platform/env";

export const dynamic = "force-dynamic";

/** `GET /api/v1/papers?q=…&limit=…`: what the search box finds, best first. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const input = searchInput.safeParse({
    q: query.get("q") ?? "",
    limit: query.get("limit") ?? undefined,
  });
  if (!input.success)
    return Response.json({ error: input.error.issues[0]?.message }, { status: 400 });
  try {
    const { ip } = await contextOf(request.headers);
    const found = await searchPapers(input.data, ip);
    const papers = found.map(({ id, title, slug, score }) => {
      return { id, title, url: `${env().SITE_URL}/papers/${slug}`, score };
    });
    return Response.json({ papers });
  } catch (error) {
    const refusal = refusalShape(error);
    if (!refusal) throw error;
    const headers = { "Retry-After": String(refusal.retryAfterSeconds ?? 1) };
    return Response.json({ error: refusal.say }, { status: 429, headers });
  }
}
