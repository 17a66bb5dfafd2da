import "server-only";
import { cache } from "react";
import { groupThreadPath } from "@/server/platform/web/addresses";
import type { Order } from "@/server/threads/schema";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../../head";

/**
 * A group's own thread on a paper, or null for non-members; page and title ask once.
 * @param comment shows only this one with its answers
 */
export const threadOf = cache(
  async (group: string, paper: string, order: Order, page: number, comment: string | null) => {
    const { role } = await headOf(group);
    if (role === null) return null;
    const view = comment ? { order, page, comment } : { order, page };
    const thread = (await api()).threads.ofGroup({ group, paper, ...view });
    return orNotFound(thread, groupThreadPath(group, paper));
  },
);
