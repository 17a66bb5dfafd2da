import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "@/server/api/root";
import { contextInTurn } from "@/server/door/context";
import { FOREIGN, isSameSite } from "@/server/door/same-site";
import { CALLS_A_REQUEST, isTooMuch } from "@/server/door/wire";
import { log } from "@/server/platform/log";

export const dynamic = "force-dynamic";

function no(status: number, say: string): Response {
  const headers = { "Cache-Control": "no-store" };
  return Response.json({ error: { message: say } }, { status, headers });
}

/** The names of the procedures a request calls, as tRPC will read them. */
function namesIn({ pathname }: URL): string[] {
  const path = pathname.replace(/^.*\/api\/trpc\//, "");
  try {
    return decodeURIComponent(path).split(",");
  } catch {
    return [];
  }
}

/** Refuses what no client of ours sends, before anything is done with it. */
async function objection(request: Request): Promise<Response | null> {
  const url = new URL(request.url);
  const names = namesIn(url);
  if (request.method !== "GET") {
    if (!isSameSite(request)) return no(403, FOREIGN);
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json")
      return no(415, "Send JSON, with content-type: application/json.");
  }
  if (names.length > CALLS_A_REQUEST) return tooManyCalls();
  // A stream of answers says 200 before it knows.
  const accept = request.headers.get("accept")?.toLowerCase() ?? "";
  if (request.headers.has("trpc-accept") || accept.includes("jsonl"))
    return no(406, "Responses are sent as application/json.");
  const sent =
    request.method === "GET" ? (url.searchParams.get("input") ?? "") : await wholeBody(request);
  if (sent === null) return no(400, "The request body ended too early.");
  if (sent === "") return null;
  if (isTooMuch(sent)) return no(400, "This input is nested too deeply, or holds too much.");
  let value: unknown;
  try {
    value = JSON.parse(sent);
  } catch {
    return no(400, "This is not JSON.");
  }
  if (url.searchParams.get("batch") !== "1") return null;
  if (typeof value !== "object" || value === null)
    return no(400, "The inputs of a batch must be an object with one number for each call.");
  return Object.keys(value).length > CALLS_A_REQUEST ? tooManyCalls() : null;
}

/** The body, left to be read again; null where it broke off, and nobody waits for an answer. */
function wholeBody(request: Request): Promise<string | null> {
  return request
    .clone()
    .text()
    .catch(() => null);
}

function tooManyCalls(): Response {
  return no(400, `At most ${CALLS_A_REQUEST} calls are allowed in one request.`);
}

async function answer(request: Request): Promise<Response> {
  const refused = await objection(request);
  if (refused) return refused;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => contextInTurn(request.headers),
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
