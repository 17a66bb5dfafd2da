import "server-only";
import { cache } from "react";
import { api, orNotFound } from "@/trpc/server";

/** The group of this address as the viewer may see it; layout and page ask once. */
export const headOf = cache(async (group: string) =>
  orNotFound((await api()).groups.head({ group }), `/groups/${group}`),
);
