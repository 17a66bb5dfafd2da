"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  ballotId: string;
  /** Members who have not voted, on a ballot by name; null on a secret one. */
  missing: { handle: string; name: string }[] | null;
  /** How many members have not voted. */
  waiting: number;
  remindedToday: boolean;
}

/** Says to organizers which votes are missing, where votes are by name, and reminds these members. */
export function NotVotedYet({ group, ballotId, missing, waiting, remindedToday }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const remind = useMutation(
    trpc.ballots.remind.mutationOptions({
      onSuccess: () => toast.success("Members who have not voted get an email."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  const further = waiting - (missing?.length ?? 0);
  return (
    <section aria-labelledby="not-voted" className="mt-8">
      <h2 id="not-voted" className="mb-1 font-semibold">
        Not voted yet
      </h2>
      <p className="max-w-[65ch] text-muted text-sm">
        {missing ? (
          <>
            {missing.map(({ handle, name }, at) => (
              <span key={handle}>
                {at > 0 ? ", " : null}
                <bdi className="text-ink">{name}</bdi>
              </span>
            ))}
            {further > 0 ? ` and ${countInWords(further, "other")}` : null}.
          </>
        ) : (
          `${countInWords(waiting, "member")} ${pluralOf(waiting, "has", "have")} not voted yet. This ballot is secret, so the site reminds them without telling anybody who they are.`
        )}
      </p>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Button
          pending={remind.isPending || refreshing || remindedToday}
          onClick={() => remind.mutate({ group, ballotId })}
        >
          <Icon of="lucide--bell-ring" className="size-4" />
          Remind now
        </Button>
        <span className="text-muted text-sm">
          {remindedToday ? "Members were reminded today." : "Once a day, by email."}
        </span>
      </p>
    </section>
  );
}
