"use client";

import type { RouterInputs, RouterOutputs } from "@/trpc/client";
import { useTRPCClient } from "@/trpc/client";

type Site = "preview" | "add" | "change" | "pause" | "run" | "remove";
/** The calls that change watches or look for them. */
export type WatchCalls = {
  [Call in Site]: (
    input: RouterInputs["siteWatches"][Call],
  ) => Promise<RouterOutputs["siteWatches"][Call]>;
};

/** The calls for the watches of a group, or of the site if there is none. */
export function useWatchCalls(group: string | null): WatchCalls {
  const { watches, siteWatches } = useTRPCClient();
  if (group === null)
    return {
      preview: (input) => siteWatches.preview.mutate(input),
      add: (input) => siteWatches.add.mutate(input),
      change: (input) => siteWatches.change.mutate(input),
      pause: (input) => siteWatches.pause.mutate(input),
      run: (input) => siteWatches.run.mutate(input),
      remove: (input) => siteWatches.remove.mutate(input),
    };
  return {
    preview: (input) => watches.preview.mutate({ group, ...input }),
    add: (input) => watches.add.mutate({ group, ...input }),
    change: (input) => watches.change.mutate({ group, ...input }),
    pause: (input) => watches.pause.mutate({ group, ...input }),
    run: (input) => watches.run.mutate({ group, ...input }),
    remove: (input) => watches.remove.mutate({ group, ...input }),
  };
}
