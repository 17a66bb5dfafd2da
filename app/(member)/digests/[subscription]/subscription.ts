import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { api, requireViewer } from "@/trpc/server";

/** One of the viewer's subscriptions, and the viewer; page and title ask once. */
export const subscriptionOf = cache(async (id: string, path: string) => {
  const viewer = await requireViewer(path);
  const { email, subscriptions } = await (await api()).digests.mine();
  const subscription = subscriptions.find((one) => one.id === id);
  if (!subscription) notFound();
  return { viewer, email, subscription };
});
