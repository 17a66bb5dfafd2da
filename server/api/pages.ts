// Hands the server to the pages. Next has a bundle of its own for them. With the server in it, each process would have
// two copies of the server, so the pages know these types only and take the rest from here.
import "server-only";
import { TRPCError } from "@trpc/server";
import { type Context, contextOf } from "@/server/door/context";
import { currentVisit, type MakeCall, type PageVisit } from "@/server/platform/web/memoized/visit";
import { createCaller } from "./root";

type Procedures = ReturnType<typeof createCaller>;

/** The server as pages may use it. */
export interface ServerForPages {
  /** The procedures, as the caller of a request with these headers calls them. */
  proceduresFor(headers: Headers): Promise<Procedures>;
  /** The procedures, as anybody may call them. */
  proceduresForGuests(): Procedures;
  /** The code of a procedure's refusal; null for any other error. */
  codeOf(error: unknown): TRPCError["code"] | null;
}

/** The place where it is handed over: the process that both run in. */
export type Handover = { colloquyServer?: ServerForPages };

/** Hands the server over to the pages of this process. */
export function handToPages(): void {
  (globalThis as Handover).colloquyServer = {
    proceduresFor: async (headers) => {
      const visit = currentVisit();
      return visit ? proceduresBy(visit, false) : createCaller(await contextFor(headers));
    },
    proceduresForGuests: () => {
      const visit = currentVisit();
      return visit ? proceduresBy(visit, true) : createCaller(GUEST);
    },
    codeOf: (error) => (error instanceof TRPCError ? error.code : null),
  };
}

/** Makes the calls of a page by their names, as the sender of a request with these headers, who is proved once. */
export function callsFor(headers: Headers): MakeCall {
  let own: Promise<Procedures> | undefined;
  return async ({ guest, path, input }) => {
    if (!guest) own ??= contextFor(headers).then(createCaller);
    let at: unknown = guest ? createCaller(GUEST) : await own;
    for (const name of path.split(".")) at = (at as Record<string, unknown>)[name];
    return (at as (input: unknown) => Promise<unknown>)(input);
  };
}

async function contextFor(headers: Headers): Promise<Context> {
  return { ...(await contextOf(headers)), scopes: new Map() };
}

/** The procedures of which each call goes through the visit. */
function proceduresBy(visit: PageVisit, guest: boolean): Procedures {
  const at = (path: string): unknown =>
    new Proxy(() => {}, {
      // Whoever awaits the procedures asks whether they are a promise.
      get: (_, name) =>
        name === "then" ? undefined : at(path ? `${path}.${String(name)}` : String(name)),
      apply: (_, __, [input]) => visit.call({ guest, path, input }),
    });
  return at("") as Procedures;
}

const GUEST: Context = {
  viewer: null,
  ip: "page",
  direct: null,
  requestId: "page",
  sessionToken: null,
  userAgent: "",
};
