"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { Notice } from "@/components/people/notice";
import { OneButton } from "@/components/shell/one-button";
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
          <Link href="/subscribe" className="underline">
            Subscribe again
          </Link>
          , or sign in and{" "}
          <Link href="/digests" className="underline">
            choose when it comes
          </Link>
          .
        </p>
      </Notice>
    );
  }
  return (
    <OneButton
      action={`/api/unsubscribe?token=${encodeURIComponent(token)}`}
      pending={unsubscribe.isPending}
      error={unsubscribe.error}
      onPress={() => unsubscribe.mutate({ token })}
    >
      Unsubscribe
    </OneButton>
  );
}
