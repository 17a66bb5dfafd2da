"use client";

import { type RouterInputs, useTRPCClient } from "@/trpc/client";

/** The calls for the lists of a group, or of the viewer if there is none. */
export function useListCalls(group: string | null) {
  const { shelves, groupLists } = useTRPCClient();
  if (group === null)
    return {
      add: (input: RouterInputs["shelves"]["addList"]) => shelves.addList.mutate(input),
      change: (input: RouterInputs["shelves"]["changeList"]) => shelves.changeList.mutate(input),
      remove: (listId: string) => shelves.removeList.mutate({ listId }),
      order: (listIds: string[]) => shelves.orderLists.mutate({ listIds }),
    };
  return {
    add: (input: RouterInputs["shelves"]["addList"]) => groupLists.add.mutate({ group, ...input }),
    change: (input: RouterInputs["shelves"]["changeList"]) =>
      groupLists.change.mutate({ group, ...input }),
    remove: (listId: string) => groupLists.remove.mutate({ group, listId }),
    order: (listIds: string[]) => groupLists.order.mutate({ group, listIds }),
  };
}
