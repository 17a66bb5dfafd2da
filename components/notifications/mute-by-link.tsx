"use client";

import { useMutation } from "@tanstack/react-query";
import { Notice } from "@/components/people/notice";
import { showRefusal } from "@/components/shell/errors";
import { OneButton } from "@/components/shell/one-button";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { oneClickMutePath, settingsPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The button behind the mute link of an email. It works as a plain form too, without JavaScript. */
export function MuteByLink({ token, thread }: { token: string; thread: boolean }) {
  const trpc = useTRPC();
  const mute = useMutation(trpc.notifications.muteByLink.mutationOptions());
  const undo = useMutation(
    trpc.notifications.undoMute.mutationOptions({ onError: (error) => showRefusal(error) }),
  );
  if (undo.isSuccess) {
    return (
      <Notice>
        <p>Undone: these emails come again.</p>
      </Notice>
    );
  }
  if (mute.isSuccess) {
    return (
      <Notice>
        <p>
          {thread
            ? "Done: you will get no more notifications from this thread."
            : "Done: you will get no more of these emails. You still find these notifications on this site."}
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
          {thread ? null : (
            <Button pending={undo.isPending} onClick={() => undo.mutate({ token })}>
              Undo
            </Button>
          )}
          <p>
            {thread
              ? "Changed your mind? You can undo this in your "
              : "There is more to choose in your "}
            <Link href={settingsPath(thread ? "following" : "notifications")} className="underline">
              settings
            </Link>
            .
          </p>
        </div>
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
