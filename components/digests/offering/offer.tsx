"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  /** A new digest, or the one that the viewer has already; null if nothing is offered, or no longer. */
  way: RouterOutputs["digests"]["offer"];
}

const WORDS = {
  new: {
    offer: "Get the group’s news in one email a week",
    more: "Ballots, results, meetings and nominations that you were not emailed about.",
    action: "Send it every Monday",
    done: "Done: it comes on Monday mornings, if there is anything new.",
  },
  add: {
    offer: "Get the group’s news in your digest",
    more: "Your digest would bring its ballots, results, meetings and nominations too.",
    action: "Add this group",
    done: "Done: your digest brings the group’s news too.",
  },
};

const keyOf = (group: string) => `digest-offer:${group}`;

/** Whether this browser was told not to offer it again. Browsers may refuse to keep anything. */
function isDeclined(group: string): boolean {
  try {
    return localStorage.getItem(keyOf(group)) !== null;
  } catch {
    return false;
  }
}

/** Offers a new member a digest with the group: one click, and no form. */
export function DigestOffer({ group, way }: Props) {
  const trpc = useTRPC();
  const [declined, setDeclined] = useState(false);
  // The page may be read again at once, and then offers nothing: the message stays.
  const [accepted, setAccepted] = useState<Props["way"]>(null);
  useEffect(() => setDeclined(isDeclined(group)), [group]);
  const accept = useMutation(
    trpc.digests.acceptOffer.mutationOptions({ onError: (error) => showRefusal(error) }),
  );
  if (accepted) {
    return (
      <Card role="status">
        <p>
          {WORDS[accepted].done}{" "}
          <Link href={PATHS.digests} className="underline">
            Change it
          </Link>
        </p>
      </Card>
    );
  }
  if (declined || !way) return null;
  const words = WORDS[way];
  const decline = () => {
    setDeclined(true);
    try {
      localStorage.setItem(keyOf(group), "no");
    } catch {
      // It is offered again on the next visit.
    }
  };
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 grow basis-72 gap-3">
        <Icon of="lucide--mail" className="mt-1 size-5 shrink-0 text-accent" />
        <div>
          <p className="font-medium">{words.offer}</p>
          <p className="text-muted text-sm">{words.more}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={accept.isPending}
          onClick={() => accept.mutate({ group }, { onSuccess: () => setAccepted(way) })}
        >
          {words.action}
        </Button>
        <Button onClick={decline}>No, thanks</Button>
      </div>
    </Card>
  );
}
