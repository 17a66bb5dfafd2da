"use client";

import { useMutation } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { settingsPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { Notice } from "../notice";

/** The button behind the link that was emailed to a new address. */
export function ConfirmEmail({ token }: { token: string }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.people.confirmEmailChange.mutationOptions());
  if (confirm.isSuccess) {
    return (
      <div className="grid max-w-md gap-4">
        <Notice>
          Your address has changed. Links and digests now go there. Your other browsers have been
          signed out, and links sent to your old address no longer work.
        </Notice>
        <div>
          <LinkButton href={settingsPath("email")} variant="primary">
            Go to settings
          </LinkButton>
        </div>
      </div>
    );
  }
  return (
    <div className="grid max-w-md gap-4">
      {confirm.error ? (
        <Notice kind="wrong">
          <p>{sentenceOf(confirm.error)}</p>
          <p className="mt-2">
            A link works only for the person who asked for it. Your settings show your current
            address.
          </p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={confirm.isPending}
          onClick={() => confirm.mutate({ token })}
        >
          Confirm this address
        </Button>
        {confirm.error ? (
          <LinkButton href={settingsPath("email")}>Go to settings</LinkButton>
        ) : null}
      </div>
    </div>
  );
}
