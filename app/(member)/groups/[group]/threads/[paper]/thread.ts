import "server-only";
import { cache } from "react";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../../head";

/**
 * A group's own thread on a paper, or null for who is no member; page and title ask once.
 * @param page as the address says, or null
 * @param comment shows only the branch that holds it
 */
export const threadOf = cache(
  async (group: string, paper: string, page: string | null, comment: string | null) => {
    const { role } = await headOf(group);
    if (role === null) return null;
    const input = { ...(page ? { page: Number(page) } : {}), ...(comment ? { comment } : {}) };
    const thread = (await api()).threads.ofGroup({ group, paper, ...input });
    return orNotFound(thread, `/groups/${group}/threads/${paper}`);
  },
);
