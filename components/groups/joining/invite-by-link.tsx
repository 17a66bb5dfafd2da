"use client";

import { useMutation } from "@tanstack/react-query";
import { Copy, Link2 } from "lucide-react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

/** Creates a link by which anyone can join. It is shown once, because only its hash is stored. */
export function InviteByLink({ group }: { group: string }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups", "nominations");
  const make = useMutation(
    trpc.groups.inviteByLink.mutationOptions({
      onSuccess: refresh,
      onError: (error) => showRefusal(error),
    }),
  );
  const link = make.data?.link;
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast.success("Copied.");
    } catch {
      toast.error("The browser did not allow copying. Select the link and copy it by hand.");
    }
  };
  return (
    <Card className="flex flex-col gap-3">
      <h3 className="font-semibold">By link</h3>
      <p className="text-muted text-sm">
        Anyone with the link can join for 14 days, or until you revoke it.
      </p>
      {link ? (
        <>
          <TextField
            label="The link"
            hint="It is shown only once. Copy it now."
            readOnly
            value={link}
            dir="ltr"
            onFocus={(event) => event.target.select()}
          />
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onClick={() => copy(link)}>
              <Copy aria-hidden className="size-4" />
              Copy the link
            </Button>
            <Button pending={make.isPending} onClick={() => make.mutate({ group })}>
              Make another
            </Button>
          </div>
        </>
      ) : (
        <div className="mt-auto">
          <Button pending={make.isPending} onClick={() => make.mutate({ group })}>
            <Link2 aria-hidden className="size-4" />
            Make a link
          </Button>
        </div>
      )}
    </Card>
  );
}
