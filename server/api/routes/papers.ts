import "server-only";
import { contextOf } from "@/server/door/context";
import { refusalShape } from "@/server/door/errors";
import { searchInput } from "@/server/papers/schema";
import { searchTitles } from "@/server/papers/search/queries";
import { env } from "@/server/platform/env";
import { paperPath } from "@/server/platform/web/addresses";

const UNKEPT = { "Cache-Control": "no-store" };

/** Finds what the search box finds, best first. */
export async function findPapers(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const input = searchInput.safeParse({
    q: query.get("q") ?? "",
    limit: query.get("limit") ?? undefined,
  });
  if (!input.success) return no(400, input.error.issues[0]?.message ?? "This is not valid.");
  try {
    const { ip } = await contextOf(request.headers);
    const found = await searchTitles(input.data, ip);
    const papers = found.map(({ id, title, slug, score, byMeaning }) => {
      const paper = { id, title, url: `${env().SITE_URL}${paperPath(slug)}`, score };
      return byMeaning ? { ...paper, byMeaning } : paper;
    });
    return Response.json({ papers }, { headers: UNKEPT });
  } catch (error) {
    const refusal = refusalShape(error);
    if (!refusal) throw error;
    if (refusal.code !== "TOO_MANY") return no(400, refusal.say);
    return no(429, refusal.say, { "Retry-After": String(refusal.retryAfterSeconds ?? 1) });
  }
}

function no(status: number, say: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error: say }, { status, headers: { ...UNKEPT, ...headers } });
}
