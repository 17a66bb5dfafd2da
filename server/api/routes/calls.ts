import "server-only";
import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { contextInTurn } from "@/server/door/context";
import { FOREIGN, isSameSite } from "@/server/door/same-site";
import { CALLS_A_REQUEST, isTooMuch } from "@/server/door/wire";
import { log } from "@/server/platform/log";
import { appRouter } from "../root";

/** Where the procedures are called. */
export const CALLS_AT = "/api/trpc";

/** Answers calls of procedures. @param calls their names, separated by commas */
export async function answerCalls(
  request: Request,
  { calls }: { calls: string },
): Promise<Response> {
  const body = request.method === "POST" ? await request.text() : null;
  const refused = objection(request, calls.split(","), body);
  if (refused) return refused;
  const { headers, method, signal } = request;
  let unopened: TRPCError | undefined;
  const answer = await fetchRequestHandler({
    endpoint: CALLS_AT,
    req: body === null ? request : new Request(request.url, { method, headers, body, signal }),
    router: appRouter,
    createContext: () => contextInTurn(headers),
    onError({ error, path, type, ctx }) {
      if (type === "subscription") unopened = error;
      if (error.code !== "INTERNAL_SERVER_ERROR") return;
      log.error(
        { path, requestId: ctx?.requestId, error: String(error.cause ?? error) },
        "procedure",
      );
    },
    responseMeta({ errors }) {
      const wait = errors.map(waitAfter).findLast((seconds) => seconds);
      return { headers: { "Cache-Control": "no-store", ...(wait && { "Retry-After": wait }) } };
    },
  });
  return unopened ? refusedStream(answer, unopened) : answer;
}

/**
 * The answer for a stream that was refused: with the status of the refusal, at which a browser gives up. tRPC says 200
 * and the refusal in an event.
 */
function refusedStream({ body, headers }: Response, error: TRPCError): Response {
  const wait = waitAfter(error);
  if (wait) headers.set("Retry-After", wait);
  return new Response(body, { status: getHTTPStatusCodeFromError(error), headers });
}

function waitAfter({ cause }: TRPCError): string | undefined {
  const { retryAfterSeconds } = (cause ?? {}) as { retryAfterSeconds?: number };
  return retryAfterSeconds ? String(retryAfterSeconds) : undefined;
}

/** Refuses what no client of ours sends, before anything is done with it. */
function objection(
  request: Request,
  names: readonly string[],
  body: string | null,
): Response | null {
  const { method, headers } = request;
  const query = new URL(request.url).searchParams;
  if (method !== "GET") {
    if (!isSameSite(request)) return no(403, FOREIGN);
    const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json")
      return no(415, "Send JSON, with content-type: application/json.");
  }
  if (names.length > CALLS_A_REQUEST) return tooManyCalls();
  // A stream of answers says 200 before it knows.
  const accept = headers.get("accept")?.toLowerCase() ?? "";
  if (headers.has("trpc-accept") || accept.includes("jsonl"))
    return no(406, "Responses are sent as application/json.");
  const sent = body ?? query.get("input") ?? "";
  if (sent === "") return null;
  if (isTooMuch(sent)) return no(400, "This input is nested too deeply, or holds too much.");
  let value: unknown;
  try {
    value = JSON.parse(sent);
  } catch {
    return no(400, "This is not JSON.");
  }
  if (query.get("batch") !== "1") return null;
  if (typeof value !== "object" || value === null)
    return no(400, "The inputs of a batch must be an object with one number for each call.");
  return Object.keys(value).length > CALLS_A_REQUEST ? tooManyCalls() : null;
}

function tooManyCalls(): Response {
  return no(400, `At most ${CALLS_A_REQUEST} calls are allowed in one request.`);
}

function no(status: number, say: string): Response {
  const headers = { "Cache-Control": "no-store" };
  return Response.json({ error: { message: say } }, { status, headers });
}
