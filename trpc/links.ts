import { httpBatchLink, httpSubscriptionLink, splitLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { transformer } from "@/server/door/transformer";
import { lastingFetch } from "./lasting-fetch";

/** The ways to the server: calls of one moment share a request, and a stream has one of its own. */
export function links(url = "/api/trpc"): TRPCLink<AppRouter>[] {
  return [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink({ url, transformer }),
      false: httpBatchLink({
        url,
        transformer,
        maxItems: 20,
        fetch: lastingFetch((address, init) => fetch(address, init)),
      }),
    }),
  ];
}
