import "server-only";
import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import { groupCommentPath, groupThreadPath } from "@/server/platform/web/addresses";
import type { Order } from "@/server/threads/schema";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../../head";

/**
 * A group's own thread on a paper, or null for non-members; page and title ask once.
 * @param comment shows only this one with its answers
 */
export const threadOf = cache(
  async (group: string, paper: string, order: Order, page: string, comment: string | null) => {
    const { role } = await headOf(group);
    if (role === null) return null;
    const view = comment ? { order, page, comment } : { order, page };
    const asked = (await api()).threads.ofGroup({ group, paper, ...view });
    const thread = await orNotFound(asked, groupThreadPath(group, paper));
    const { slug } = thread.paper;
    // The paper was merged into another one.
    if (slug !== paper) {
      permanentRedirect(
        comment ? groupCommentPath(group, slug, comment) : groupThreadPath(group, slug),
      );
    }
    return thread;
  },
);
