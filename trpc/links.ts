import { httpBatchLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { transformer } from "@/server/door/transformer";
import { lastingFetch } from "./lasting-fetch";

/**
 * The way to the server: calls of one moment share a request. The one stream is opened without it
 * (components/shell/live/source.ts).
 */
export function links(url = "/api/trpc"): TRPCLink<AppRouter>[] {
  return [
    httpBatchLink({
      url,
      transformer,
      maxItems: 20,
      fetch: lastingFetch((address, init) => fetch(address, init)),
    }),
  ];
}
