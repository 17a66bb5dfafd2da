import "server-only";
import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import { groupPath } from "@/server/platform/web/addresses";
import { api, askedAddress, orNotFound, readAt } from "@/trpc/server";

/** The group of this address as the viewer may see it; layout and page ask once. An address that it had leads on. */
export const headOf = cache(async (group: string) => {
  // Taken before anything is read: an open page hears of all changes from here on.
  readAt();
  const head = await orNotFound((await api()).groups.head({ group }), groupPath(group));
  if (head.slug !== group) permanentRedirect(await pathUnder(group, head.slug));
  return head;
});

/** The asked address with the group's present name in it. */
async function pathUnder(former: string, present: string): Promise<string> {
  const [old, current] = [groupPath(former), groupPath(present)];
  const asked = new URL((await askedAddress()) ?? old, "http://here.invalid");
  // A mark of the framework's own requests.
  asked.searchParams.delete("_rsc");
  if (!asked.pathname.startsWith(old)) return current;
  return `${current}${asked.pathname.slice(old.length)}${asked.search}`;
}
