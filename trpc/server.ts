import "server-only";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { contextOf } from "@/server/api/context";
import { createCaller } from "@/server/api/root";

/** The procedures as a server component calls them: the same door, the same proof of the caller. */
export const api = cache(async () => createCaller(await contextOf(await headers())));

/** A page for what does not exist (or may not be seen), and the way to sign in where that is missing. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST") notFound();
    if (error.code === "UNAUTHORIZED") redirect("/sign-in");
    throw error;
  }
}
