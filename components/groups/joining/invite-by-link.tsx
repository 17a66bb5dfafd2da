"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { Revoke } from "./revoke";

// Drawn by a library that only a press of the button needs.
const LinkPicture = dynamic(() => import("./link-picture").then((one) => one.LinkPicture));

export type Invitation = RouterOutputs["groups"]["invitations"][number];

interface Props {
  group: string;
  /** The group's lasting links, one of each organizer who has one. */
  links: Invitation[];
}

/** The lasting links by which anyone can join: read again, shown as a picture, or switched off. */
export function InviteByLink({ group, links }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations");
  const make = useMutation(
    trpc.groups.inviteByLink.mutationOptions({
      onSuccess: refresh,
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <Card className="flex flex-col gap-4">
      <div>
        <h3 className="font-semibold">By link</h3>
        <p className="mt-1 text-muted text-sm">
          Anyone with the link can join, until you switch it off or the person who made it is no
          longer an organizer.
        </p>
      </div>
      {links.map((link) => (
        <LastingLink key={link.id} group={group} invitation={link} made={make.isSuccess} />
      ))}
      {links.length === 0 ? (
        <div>
          <Button pending={make.isPending || refreshing} onClick={() => make.mutate({ group })}>
            <Icon of="lucide--link-2" className="size-4" />
            Make a link
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function LastingLink({
  group,
  invitation,
  made,
}: {
  group: string;
  invitation: Invitation;
  /** Whether the viewer has just made it; then it has the focus, because the button that made it is gone. */
  made: boolean;
}) {
  const { id, by, link } = invitation;
  const [shown, setShown] = useState(false);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast.success("Copied.");
    } catch {
      toast.error("The browser did not allow copying. Select the link and copy it by hand.");
    }
  };
  const revoke = (
    <Revoke group={group} invitationId={id} label="Switch off" about={`${by}’s invitation`} />
  );
  if (!link) {
    return (
      <div className="grid gap-2">
        <p className="text-sm">
          The link of <bdi>{by}</bdi> works, but can no longer be shown: the site’s secret has
          changed since. Switch it off and make a new one.
        </p>
        <div>{revoke}</div>
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <TextField
        label="The link"
        hint={
          <>
            It names <bdi>{by}</bdi> as the person who invites.
          </>
        }
        readOnly
        value={link}
        dir="ltr"
        onFocus={(event) => event.target.select()}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" autoFocus={made} onClick={() => copy(link)}>
          <Icon of="lucide--copy" className="size-4" />
          Copy the link
        </Button>
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
          <Icon of="lucide--qr-code" className="size-4" />
          {shown ? "Hide the QR code" : "Show as a QR code"}
        </Button>
        {revoke}
      </div>
      {shown ? <LinkPicture link={link} /> : null}
    </div>
  );
}
