"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import type { RouterOutputs } from "@/trpc/client";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  nominationId: string;
  title: string;
  offers: RouterOutputs["nominations"]["pool"]["nominations"][number]["offers"];
  /** Number of offers beyond those named. */
  moreOffers: number;
  /** Whether the viewer has offered. */
  offered: boolean;
  mayOffer: boolean;
}

/** Offers to present a paper if it wins, and the viewer's own. */
export function Presenters({
  group,
  nominationId,
  title,
  offers,
  moreOffers,
  offered,
  mayOffer,
}: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const offer = useMutation(
    trpc.nominations.offer.mutationOptions({
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  return (
    <>
      {mayOffer ? (
        <Button
          size="small"
          aria-pressed={offered}
          title="If this paper wins, I’ll present it"
          pending={offer.isPending || refreshing}
          onClick={() => offer.mutate({ group, nominationId, on: !offered })}
          className="aria-pressed:border-accent aria-pressed:text-accent"
        >
          <Icon of="lucide--presentation" className="size-4" />
          {"Offer to present"}
          <span className="sr-only"> if it wins: {title}</span>
        </Button>
      ) : null}
      {offers.length > 0 ? (
        <span className="text-muted text-sm">
          {offers.map(({ handle, name }, at) => (
            <span key={handle}>
              {at === 0 ? null : at === offers.length - 1 && moreOffers === 0 ? " or " : ", "}
              <bdi>{name}</bdi>
            </span>
          ))}
          {moreOffers > 0 ? ` or one of ${moreOffers} others` : null}
          {" would present it"}
        </span>
      ) : null}
    </>
  );
}
