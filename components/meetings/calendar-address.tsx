"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { TextField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { useMeetingAction } from "./use-action";

interface Props {
  /** The group of the calendar; null for all of the viewer's groups. */
  group: string | null;
  /** The live feed. Its address is unknown, because only a hash is stored. */
  feed: { id: string; createdAt: Date } | null;
  /** The viewer's time zone. */
  timeZone: string;
}

/** A secret address for calendar programs: creates it, shows it once, and revokes it. */
export function CalendarAddress({ group, feed, timeZone }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const [url, setUrl] = useState<string | null>(null);
  const made = { ...options, onSuccess: (answer: { url: string }) => setUrl(answer.url) };
  const ofAll = useMutation(trpc.meetings.makeFeed.mutationOptions(made));
  const ofGroup = useMutation(trpc.meetings.makeGroupFeed.mutationOptions(made));
  const revoke = useMutation(
    trpc.meetings.revokeFeed.mutationOptions({
      ...options,
      onSuccess() {
        setUrl(null);
        toast.success("The address no longer works.");
      },
    }),
  );
  const make = () => (group === null ? ofAll.mutate() : ofGroup.mutate({ group }));
  const pending = ofAll.isPending || ofGroup.isPending || revoke.isPending || refreshing;
  return (
    <div className="grid gap-3">
      <p className="text-muted text-sm">
        Subscribe to this secret address in your calendar program to see{" "}
        {group === null ? "the meetings of all your groups" : "the meetings of this group"}, with
        places and changes. Anyone with the address can read them, so keep it to yourself.
      </p>
      {url ? (
        <>
          <TextField
            label="Your address"
            hint="It is shown only once. In your calendar program, choose to subscribe to a calendar by address and paste it there."
            readOnly
            dir="ltr"
            value={url}
            onFocus={(event) => event.target.select()}
          />
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onClick={() => copy(url)}>
              <Icon of="lucide--copy" className="size-4" />
              Copy the address
            </Button>
            <a
              href={url.replace(/^https?:/, "webcal:")}
              className="inline-flex min-h-10 items-center px-2 text-accent underline"
            >
              Open in my calendar program
            </a>
          </div>
        </>
      ) : null}
      {feed && !url ? (
        <p className="text-sm">
          {"An address has been in use since "}
          <When date={feed.createdAt} timeZone={timeZone} kind="date" />. If you lost it, make a new
          one; the old one then stops working.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {feed ? (
          <>
            <Confirm
              trigger={<Button pending={pending}>Make a new address</Button>}
              title="Make a new address?"
              action="Make a new address"
              onConfirm={make}
            >
              <p>The old address will stop working. Subscribe again in your calendar program.</p>
            </Confirm>
            <Confirm
              trigger={<Button pending={pending}>Revoke</Button>}
              title="Revoke the address?"
              action="Revoke"
              danger
              onConfirm={() => revoke.mutate({ feedId: feed.id })}
            >
              <p>Calendar programs that use it will no longer find anything there.</p>
            </Confirm>
          </>
        ) : (
          <Button pending={pending} onClick={make}>
            <Icon of="lucide--calendar-plus" className="size-4" />
            Make an address
          </Button>
        )}
      </div>
    </div>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success("Copied.");
  } catch {
    toast.error("The browser did not allow copying. Select the address and copy it by hand.");
  }
}
