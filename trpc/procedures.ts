import { skipToken } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Call } from "./calls";

/** Those parts of tRPC's proxy that are made below. */
type Made<Proxied> = Proxied extends { queryOptions: unknown }
  ? Pick<Proxied, keyof Proxied & ("queryOptions" | "queryKey" | "queryFilter" | "pathFilter")>
  : Proxied extends { mutationOptions: unknown }
    ? Pick<Proxied, "mutationOptions">
    : { [Name in keyof Proxied as Exclude<Name, "pathKey">]: MadeWithin<Proxied, Name> };
type MadeWithin<Proxied, Name extends keyof Proxied> = Name extends "pathFilter"
  ? Proxied[Name]
  : Made<Proxied[Name]>;

type Act = (path: readonly string[], args: readonly unknown[]) => unknown;

/** An object whose methods, at any depth, are `act` with the names that lead to them. */
function named(act: Act, path: readonly string[] = []): unknown {
  const known = new Map<string, unknown>();
  return new Proxy(() => {}, {
    get(_, name) {
      // Asked by `await`, which would take it for a promise.
      if (typeof name !== "string" || name === "then") return undefined;
      if (!known.has(name)) known.set(name, named(act, [...path, name]));
      return known.get(name);
    },
    apply: (_, __, args) => act(path, args),
  });
}

/** The procedures by their names, to call: `.query(input)` and `.mutate(input)`, typed by the router. */
export function clientOf<Router extends AnyTRPCRouter>(call: Call): TRPCClient<Router> {
  return named((path, [input, options]) => {
    const names = path.slice(0, -1);
    const kind = path.at(-1) === "mutate" ? "mutation" : "query";
    const { signal } = (options ?? {}) as { signal?: AbortSignal };
    return call(kind, names.join("."), input, signal);
  }) as TRPCClient<Router>;
}

interface QueryChoices {
  trpc?: { abortOnUnmount?: boolean };
}

/** The key of a question, or of all with these names. */
function keyOf(path: readonly string[], input: unknown, type?: "query"): readonly unknown[] {
  if (!type) return path.length > 0 ? [path] : [];
  return [path, { ...(input === undefined || input === skipToken ? {} : { input }), type }];
}

/** The procedures by their names, as React Query takes them, typed by the router. */
export function optionsOf<Router extends AnyTRPCRouter>(
  call: Call,
): Made<TRPCOptionsProxy<Router>> {
  return named((names, [first, second]) => {
    const path = names.slice(0, -1);
    const procedure = path.join(".");
    switch (names.at(-1)) {
      case "mutationOptions":
        return {
          ...(first as object),
          mutationKey: keyOf(path, undefined),
          mutationFn: (input: unknown) => call("mutation", procedure, input),
        };
      case "queryOptions": {
        const { trpc, ...choices } = (second ?? {}) as QueryChoices;
        const ask = (asking: { signal: AbortSignal }) =>
          // Read only where it is wanted: React Query gives up a question whose signal was read.
          call("query", procedure, first, trpc?.abortOnUnmount ? asking.signal : undefined);
        return {
          ...choices,
          queryKey: keyOf(path, first, "query"),
          queryFn: first === skipToken ? skipToken : ask,
        };
      }
      case "queryKey":
        return keyOf(path, first, "query");
      case "queryFilter":
        return { ...(second as object), queryKey: keyOf(path, first, "query") };
      default:
        return { ...(first as object), queryKey: keyOf(path, undefined) };
    }
  }) as Made<TRPCOptionsProxy<Router>>;
}
