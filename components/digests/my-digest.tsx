import { CalendarClock, MailX } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
import { SubscriptionForm } from "./subscription-form";

/** The viewer's digest: what comes next and where it goes, and the ways to change it. */
export function MyDigest({ subscription }: { subscription: RouterOutputs["digests"]["mine"] }) {
  const { email, nextDueAt, timeZone, words } = subscription;
  if (!email) {
    return (
      <Card className="max-w-xl">
        <p>
          Your account has no mail address.{" "}
          <Link href="/settings#email" className="underline">
            Enter one in the settings
          </Link>
          , then choose here when the digest comes.
        </p>
      </Card>
    );
  }
  const Icon = nextDueAt ? CalendarClock : MailX;
  return (
    <div className="grid max-w-xl gap-5">
      <Card aria-labelledby="next" className="flex gap-3">
        <Icon aria-hidden className="mt-1 size-5 shrink-0 text-accent" />
        <div className="min-w-0">
          <h2 id="next" className="font-semibold font-serif text-xl">
            {nextDueAt ? (
              <>
                The next comes on <When date={nextDueAt} timeZone={timeZone} />
              </>
            ) : (
              "No digest comes"
            )}
          </h2>
          <p className="mt-1 text-muted">
            {nextDueAt ? (
              <>
                {words}, to <span className="break-all text-ink">{email}</span>.
              </>
            ) : (
              <>
                Choose below how often it shall come to{" "}
                <span className="break-all text-ink">{email}</span>.
              </>
            )}
          </p>
        </div>
      </Card>
      <Card aria-labelledby="when">
        <h2 id="when" className="mb-4 font-semibold font-serif text-xl">
          When it comes
        </h2>
        <SubscriptionForm
          key={`${subscription.cadence} ${nextDueAt?.getTime()}`}
          subscription={subscription}
        />
      </Card>
    </div>
  );
}
