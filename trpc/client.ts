"use client";

import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";
import { callsTo } from "./calls";
import { lastingFetch } from "./lasting-fetch";
import { clientOf, optionsOf } from "./procedures";

const call = callsTo(
  "/api/trpc",
  lastingFetch((address, init) => fetch(address, init)),
);
const client = clientOf<AppRouter>(call);
const options = optionsOf<AppRouter>(call);

/** The procedures, as React Query takes them. */
export const useTRPC = () => options;
/** The procedures, to call. */
export const useTRPCClient = () => client;

export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
