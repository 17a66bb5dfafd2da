"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { useShown } from "@/components/shell/use-shown";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { type RouterInputs, useTRPCClient } from "@/trpc/client";

interface Props {
  list: { id: string; link: string | null; showsOwner: boolean };
}

/** Shares a list by a link, renews the link, or withdraws it. */
export function ShareList({ list: { id: listId, link, showsOwner } }: Props) {
  const { shelves } = useTRPCClient();
  const { refresh, refreshing } = useRefresh();
  const share = useMutation({
    mutationFn: (input: Omit<RouterInputs["shelves"]["share"], "listId">) =>
      shelves.share.mutate({ listId, ...input }),
    onError: (error) => showRefusal(error),
    onSettled: refresh,
  });
  const stop = useMutation({
    mutationFn: () => shelves.stopSharing.mutate({ listId }),
    onSuccess: () => toast.success("The link no longer works."),
    onError: (error) => showRefusal(error),
    onSettled: refresh,
  });
  const [named, choose] = useShown(showsOwner);
  const pending = share.isPending || stop.isPending || refreshing;
  if (!link) {
    return (
      <div className="grid gap-2">
        <p className="text-muted text-sm">
          Only you see this list. With a link, everybody who has it can read the list. Your notes
          and shelves stay yours.
        </p>
        <div>
          <Button pending={pending} onClick={() => share.mutate({ showsOwner: false })}>
            Share by link
          </Button>
        </div>
      </div>
    );
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      toast.success("Copied.");
    } catch {
      toast.error("The browser did not allow copying. Select the link and copy it by hand.");
    }
  };
  return (
    <div className="grid gap-3">
      <TextField
        label="Link"
        readOnly
        value={link}
        onFocus={({ target }) => target.select()}
        hint="Everybody who has this link can read the list."
      />
      <label className="flex min-h-8 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={named}
          onChange={({ target: { checked } }) =>
            choose(checked, () => share.mutateAsync({ showsOwner: checked }))
          }
          className="size-4 accent-[var(--accent)]"
        />
        Show my name on the shared list
      </label>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => void copy()}>
          Copy the link
        </Button>
        <Confirm
          trigger={
            <Button size="small" pending={pending}>
              Renew the link
            </Button>
          }
          title="Renew the link?"
          action="Renew"
          onConfirm={() => share.mutate({ showsOwner, renew: true })}
        >
          The old link stops working. People need the new one.
        </Confirm>
        <Button size="small" variant="danger" pending={pending} onClick={() => stop.mutate()}>
          Withdraw the link
        </Button>
      </div>
    </div>
  );
}
