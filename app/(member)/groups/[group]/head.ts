import "server-only";
import { cache } from "react";
import { groupPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";

/** The group of this address as the viewer may see it; layout and page ask once. */
export const headOf = cache(async (group: string) => {
  // Taken before anything is read: an open page hears of all changes from here on.
  readAt();
  return orNotFound((await api()).groups.head({ group }), groupPath(group));
});
