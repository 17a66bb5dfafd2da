import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextOf } from "@/server/api/context";
import { appRouter } from "@/server/api/root";
import { FOREIGN, isSameSite } from "@/server/api/same-site";
import { log } from "@/server/platform/log";

export const dynamic = "force-dynamic";

/** Calls that may share one request. */
const BATCH = 20;
/** Brackets a JSON body may nest; an honest one has fewer than ten. */
const DEPTH = 40;

function no(status: number, say: string): Response {
  return Response.json({ error: { message: say } }, { status });
}

/** Refuses what no client of ours sends, before anything is parsed. */
async function objection(request: Request): Promise<Response | null> {
  const url = new URL(request.url);
  const names = url.pathname.replace(/^.*\/api\/trpc\//, "").split(",");
  if (names.length > BATCH) return no(400, `At most ${BATCH} calls fit into one request.`);
  if (request.method === "GET") {
    return tooDeep(url.searchParams.get("input") ?? "")
      ? no(400, "This input is nested too deeply.")
      : null;
  }
  if (!isSameSite(request)) return no(403, FOREIGN);
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    return no(415, "Send JSON, with content-type: application/json.");
  const body = await request.clone().text();
  if (tooDeep(body)) return no(400, "This input is nested too deeply.");
  try {
    if (body !== "") JSON.parse(body);
  } catch {
    return no(400, "This is not JSON.");
  }
  return null;
}

function tooDeep(json: string): boolean {
  let depth = 0;
  for (const character of json) {
    if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > DEPTH) return true;
  }
  return false;
}

async function answer(request: Request): Promise<Response> {
  const refused = await objection(request);
  if (refused) return refused;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => contextOf(request.headers),
    onError({ error, path, ctx }) {
      if (error.code !== "INTERNAL_SERVER_ERROR") return;
      log.error(
        { path, requestId: ctx?.requestId, error: String(error.cause ?? error) },
        "procedure",
      );
    },
    responseMeta({ errors }) {
      const headers: Record<string, string> = { "Cache-Control": "no-store" };
      for (const { cause } of errors) {
        const wait = (cause as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
        if (wait) headers["Retry-After"] = String(wait);
      }
      return { headers };
    },
  });
}

export { answer as GET, answer as POST };
