"use client";

import { useMutation } from "@tanstack/react-query";
import { Notice } from "@/components/people/notice";
import { OneButton } from "@/components/shell/one-button";
import { Link } from "@/components/ui/links/link";
import { oneClickMutePath, settingsPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The button behind the mute link of an email. It works as a plain form too, without JavaScript. */
export function MuteByLink({ token, thread }: { token: string; thread: boolean }) {
  const trpc = useTRPC();
  const mute = useMutation(trpc.notifications.muteByLink.mutationOptions());
  if (mute.isSuccess) {
    return (
      <Notice>
        <p>
          {thread
            ? "Done: you will get no more notifications from this thread."
            : "Done: you will get no more emails of this kind. You still find these notifications on this site."}
        </p>
        <p className="mt-2">
          Changed your mind? You can undo this in your{" "}
          <Link href={settingsPath(thread ? "following" : "notifications")} className="underline">
            settings
          </Link>
          .
        </p>
      </Notice>
    );
  }
  return (
    <OneButton
      action={oneClickMutePath(token)}
      pending={mute.isPending}
      error={mute.error}
      onPress={() => mute.mutate({ token })}
    >
      {thread ? "Mute this thread" : "Stop these emails"}
    </OneButton>
  );
}
