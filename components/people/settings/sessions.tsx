"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { When } from "@/components/ui/times/when";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { leaveSite } from "../leave";

interface Props {
  sessions: RouterOutputs["people"]["profile"]["sessions"];
  timeZone: string;
}

/** The viewer's open sessions, with a button to end them all. */
export function Sessions({ sessions, timeZone }: Props) {
  const trpc = useTRPC();
  const everywhere = useMutation(
    trpc.people.signOutEverywhere.mutationOptions({
      onSuccess: () => leaveSite("everywhere"),
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <div className="grid gap-5">
      <ul className="grid gap-3">
        {sessions.map(({ id, browser, here, createdAt, lastSeenAt }) => (
          <li key={id}>
            <span className="flex flex-wrap items-center gap-2">
              {browser}
              {here ? <Badge>this browser</Badge> : null}
            </span>
            <span className="block text-muted text-sm">
              since <When date={createdAt} timeZone={timeZone} />, last used on{" "}
              <When date={lastSeenAt} timeZone={timeZone} kind="date" />
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Confirm
          trigger={
            <Button pending={everywhere.isPending || everywhere.isSuccess}>
              Sign out everywhere
            </Button>
          }
          title="Sign out everywhere?"
          action="Sign out everywhere"
          onConfirm={() => everywhere.mutate()}
        >
          Every browser is signed out at once, including this one. You can sign in again by email or
          with an account elsewhere.
        </Confirm>
      </div>
    </div>
  );
}
