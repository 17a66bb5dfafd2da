import { TRPCError } from "@trpc/server";
import { createCaller } from "@/server/api/root";
import type { Viewer } from "@/server/people/policy";
import { callBy } from "../world";

/** The procedures, called by this person or by a guest. */
export function as(viewer: Viewer | null) {
  return createCaller(callBy(viewer));
}

/** Finds the outcome of each of these calls: "done", or the code of its refusal. */
export async function outcomes(calls: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => {
    if (one.status === "fulfilled") return "done";
    return one.reason instanceof TRPCError ? one.reason.code : String(one.reason);
  });
}
