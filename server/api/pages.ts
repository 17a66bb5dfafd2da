// Hands the server to the pages. Next has a bundle of its own for them. With the server in it, each process would have
// two copies of the server, so the pages know these types only and take the rest from here.
import "server-only";
import { TRPCError } from "@trpc/server";
import { contextOf } from "@/server/door/context";
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
    proceduresFor: async (headers) =>
      createCaller({ ...(await contextOf(headers)), scopes: new Map() }),
    proceduresForGuests: () => createCaller(GUEST),
    codeOf: (error) => (error instanceof TRPCError ? error.code : null),
  };
}

const GUEST = {
  viewer: null,
  ip: "page",
  direct: null,
  requestId: "page",
  sessionToken: null,
  userAgent: "",
};
