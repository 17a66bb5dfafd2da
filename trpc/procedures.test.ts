import { QueryClient, skipToken } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { expect, it } from "vitest";
import type { AppRouter } from "@/server/api/root";
import { transformer } from "@/server/door/transformer";
import { clientOf, optionsOf } from "./procedures";

const theirs: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy({
  client: createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/", transformer })] }),
  queryClient: new QueryClient(),
});

/** The procedures over a way that notes what is called, and answers with the names. */
function noted() {
  const calls: unknown[][] = [];
  const call = (...called: unknown[]) => {
    calls.push(called);
    return Promise.resolve(called[1]);
  };
  return { calls, trpc: optionsOf<AppRouter>(call), client: clientOf<AppRouter>(call) };
}

it("knows answers by the same keys as tRPC", () => {
  const { trpc } = noted();
  const of = (from: ReturnType<typeof noted>["trpc"]) => [
    from.pathFilter(),
    from.papers.pathFilter(),
    from.papers.forViewer.pathFilter(),
    from.papers.forViewer.queryKey({ paperId: "p" }),
    from.papers.forViewer.queryKey(),
    from.papers.forViewer.queryFilter({ paperId: "p" }, { exact: true }),
    from.people.viewer.queryFilter(),
    from.people.viewer.queryOptions().queryKey,
    from.papers.forViewer.queryOptions(skipToken).queryKey,
    from.papers.forViewer.queryOptions({ paperId: "p" }, { staleTime: 5 }).queryKey,
    from.papers.upvote.mutationOptions().mutationKey,
  ];
  expect(of(trpc)).toEqual(of(theirs));
});

it("hands on what React Query is told, and calls the procedure", async () => {
  const { calls, trpc } = noted();
  const { staleTime, queryFn } = trpc.papers.forViewer.queryOptions(
    { paperId: "p" },
    { staleTime: 5 },
  );
  expect(staleTime).toBe(5);
  const { signal } = new AbortController();
  const asking = { signal } as never;
  expect(await (queryFn as (asking: never) => unknown)(asking)).toBe("papers.forViewer");
  const hints = trpc.search.hints.queryOptions({ q: "a" }, { trpc: { abortOnUnmount: true } });
  await (hints.queryFn as (asking: never) => unknown)(asking);
  const onError = () => {};
  const act = trpc.papers.upvote.mutationOptions({ onError });
  expect(act.onError).toBe(onError);
  await act.mutationFn?.({ paperId: "p", on: true } as never, {} as never);
  expect(calls).toEqual([
    ["query", "papers.forViewer", { paperId: "p" }, undefined],
    ["query", "search.hints", { q: "a" }, signal],
    ["mutation", "papers.upvote", { paperId: "p", on: true }],
  ]);
  expect(trpc.papers.forViewer.queryOptions(skipToken).queryFn).toBe(skipToken);
});

it("reads the signal of a question only where it may be given up", async () => {
  const { trpc } = noted();
  const asking = {
    get signal(): AbortSignal {
      throw new Error("read");
    },
  } as never;
  const { queryFn } = trpc.people.viewer.queryOptions();
  await (queryFn as (asking: never) => unknown)(asking);
});

it("calls a procedure by its name, with a signal if there is one", async () => {
  const { calls, client } = noted();
  const { signal } = new AbortController();
  await client.papers.forViewer.query({ paperId: "p" }, { signal });
  await client.papers.upvote.mutate({ paperId: "p", on: true } as never);
  expect(calls).toEqual([
    ["query", "papers.forViewer", { paperId: "p" }, signal],
    ["mutation", "papers.upvote", { paperId: "p", on: true }, undefined],
  ]);
  // Nothing is new at the next rendering.
  expect(client.papers.forViewer).toBe(client.papers.forViewer);
  // Neither is taken for a promise.
  expect(await Promise.resolve(client.papers)).toBe(client.papers);
});
