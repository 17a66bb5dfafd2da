"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { outsideSignInPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Profile = RouterOutputs["people"]["profile"];

interface Props {
  accounts: Profile["accounts"];
  connectable: Profile["connectable"];
  timeZone: string;
}

/** The connected accounts of providers, and those that can be connected. */
export function Accounts({ accounts, connectable, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const disconnect = useMutation(
    trpc.people.disconnectAccount.mutationOptions({
      onSuccess() {
        toast.success("The account is no longer connected.");
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <div className="grid gap-4">
      {accounts.length === 0 ? (
        <p className="text-muted">No accounts connected.</p>
      ) : (
        <ul className="grid gap-3">
          {accounts.map(({ provider, name, createdAt }) => (
            <li
              key={`${provider} ${createdAt.toISOString()}`}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"
            >
              <span>
                {name}
                <span className="block text-muted text-sm">
                  since <When date={createdAt} timeZone={timeZone} kind="date" />
                </span>
              </span>
              <Confirm
                trigger={
                  <Button
                    pending={disconnect.isPending && disconnect.variables.provider === provider}
                  >
                    Disconnect<span className="sr-only"> {name}</span>
                  </Button>
                }
                title={`Disconnect ${name}?`}
                action="Disconnect"
                onConfirm={() => disconnect.mutate({ provider })}
              >
                You will no longer be able to sign in with it. Your account here stays as it is.
              </Confirm>
            </li>
          ))}
        </ul>
      )}
      {connectable.map(({ id, name }) => (
        <form key={id} action={outsideSignInPath(id)} method="post">
          <input type="hidden" name="connect" value="1" />
          <Button type="submit">Connect {name}</Button>
        </form>
      ))}
    </div>
  );
}
