"use client";

import { useMutation } from "@tanstack/react-query";
import { Notice } from "@/components/people/notice";
import { OneButton } from "@/components/shell/one-button";
import { Link } from "@/components/ui/links/link";
import { oneClickUnsubscribePath, PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The button behind an unsubscribe link. Works as a plain form too. */
export function Unsubscribe({ token }: { token: string }) {
  const trpc = useTRPC();
  const unsubscribe = useMutation(trpc.digests.unsubscribe.mutationOptions());
  if (unsubscribe.isSuccess) {
    return (
      <Notice>
        <p>Done: this subscription has ended.</p>
        <p className="mt-2">
          Changed your mind?{" "}
          <Link href={PATHS.subscribe} className="underline">
            Subscribe again
          </Link>
          , or sign in and{" "}
          <Link href={PATHS.digests} className="underline">
            choose when it comes
          </Link>
          .
        </p>
      </Notice>
    );
  }
  return (
    <OneButton
      action={oneClickUnsubscribePath(token)}
      pending={unsubscribe.isPending}
      error={unsubscribe.error}
      onPress={() => unsubscribe.mutate({ token })}
    >
      Unsubscribe
    </OneButton>
  );
}
