"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import {
  pastDigestsPath,
  previewPath,
  settingsPath,
  subscriptionPath,
} from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Subscriptions = RouterOutputs["digests"]["mine"];
/** Without sources: the list shows them in words, and the data would be many times as large. */
type ListedSubscriptions = Omit<Subscriptions, "subscriptions"> & {
  subscriptions: Omit<Subscriptions["subscriptions"][number], "sources">[];
};

/** The viewer's subscriptions in plain words, each with its actions. */
export function SubscriptionList({ email, suppressed, subscriptions }: ListedSubscriptions) {
  const list = useRef<HTMLDivElement>(null);
  if (!email) {
    return (
      <Card className="max-w-xl">
        <p>
          Your account has no email address.{" "}
          <Link href={settingsPath("email")} className="underline">
            Enter one in the settings
          </Link>
          , then choose here what to receive.
        </p>
      </Card>
    );
  }
  return (
    <div ref={list} tabIndex={-1} className="grid max-w-3xl gap-5">
      {suppressed ? (
        <p role="alert" className="rounded-md border border-danger px-4 py-3">
          We no longer email <span className="break-all">{email}</span> because{" "}
          {suppressed === "complaint"
            ? "an email from this site was marked as spam"
            : "emails to it bounced"}
          . Enter another address in the settings, or contact the people who run this site.
        </p>
      ) : null}
      {subscriptions.length === 0 ? (
        <Empty title="No digest yet">
          Choose what you want to hear about, and when. A digest gathers what is new in one email.
        </Empty>
      ) : (
        subscriptions.map((one) => (
          <Subscription
            key={one.id}
            email={email}
            subscription={one}
            onDeleted={() => list.current?.focus()}
          />
        ))
      )}
    </div>
  );
}

interface Props {
  email: string;
  subscription: ListedSubscriptions["subscriptions"][number];
  onDeleted: () => void;
}

function Subscription({ email, subscription, onDeleted }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const { id, when, about, ended, nextDueAt, timeZone, pausedUntil, past } = subscription;
  const onError = (error: unknown) => showRefusal(error);
  const now = useMutation(
    trpc.digests.sendNow.mutationOptions({
      onSuccess({ written }) {
        toast.success(written ? `It is on its way to ${email}.` : "There is nothing new to send.");
        refresh();
      },
      onError,
    }),
  );
  const remove = useMutation(
    trpc.digests.delete.mutationOptions({
      onSuccess() {
        toast.success("The subscription is deleted.");
        onDeleted();
        refresh();
      },
      onError,
    }),
  );
  const icon = nextDueAt ? "lucide--calendar-clock" : "lucide--mail-x";
  return (
    <Card aria-labelledby={`about-${id}`} className="flex gap-3">
      <Icon of={icon} className="mt-1 size-5 shrink-0 text-accent" />
      <div className="min-w-0 grow">
        <h2 id={`about-${id}`} className="font-serif text-lg leading-snug">
          {ended ? "Ended" : when}: {about}
        </h2>
        <p className="mt-1 text-muted text-sm">
          {nextDueAt ? (
            <>
              {pausedUntil ? "Paused. " : null}
              The next digest comes on <When date={nextDueAt} timeZone={timeZone} />, to{" "}
              <span className="break-all">{email}</span>.
            </>
          ) : ended ? (
            "You have unsubscribed. Edit it to start it again."
          ) : (
            "Nothing is sent."
          )}
        </p>
        <div className="-ml-2 mt-2 flex flex-wrap items-center gap-1">
          <LinkButton variant="quiet" size="small" className="min-h-10" href={subscriptionPath(id)}>
            <Icon of="lucide--pencil" className="size-4" />
            Edit
          </LinkButton>
          <LinkButton variant="quiet" size="small" className="min-h-10" href={previewPath(id)}>
            Preview
          </LinkButton>
          {ended ? null : (
            <Button
              variant="quiet"
              size="small"
              className="min-h-10"
              pending={now.isPending}
              onClick={() => now.mutate({ subscriptionId: id })}
            >
              Send one now
            </Button>
          )}
          {past > 0 ? (
            <LinkButton
              variant="quiet"
              size="small"
              className="min-h-10"
              href={pastDigestsPath(id)}
            >
              Past digests ({past})
            </LinkButton>
          ) : null}
          <Confirm
            trigger={
              <Button
                variant="quiet"
                size="small"
                className="min-h-10"
                pending={remove.isPending}
                aria-label={`Delete: ${when}: ${about}`}
              >
                Delete
              </Button>
            }
            title="Delete this subscription?"
            action="Delete"
            danger
            onConfirm={() => remove.mutate({ subscriptionId: id })}
          >
            <p>
              Its past digests are deleted too. If you might want it back later, change “How often”
              to “Not at all” instead.
            </p>
          </Confirm>
        </div>
      </div>
    </Card>
  );
}
