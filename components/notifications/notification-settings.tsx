"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Link } from "@/components/ui/links/link";
import { toast } from "@/components/ui/toast";
import { type Kind, VIAS, type Via } from "@/server/notifications/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { ViaField } from "./via-field";
import { KIND_WORDS } from "./words";

interface Props {
  choices: RouterOutputs["notifications"]["choices"];
  /** Whether the viewer gets a digest, which can hold notifications. */
  digest: boolean;
}

/** The viewer's choice for each kind of notification. A choice is saved at once. */
export function NotificationSettings({ choices: { kinds, hasAddress }, digest }: Props) {
  const [vias, setVias] = useState(() => new Map(kinds.map(({ kind, via }) => [kind, via])));
  const uses = (via: Via) => [...vias.values()].includes(via);
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {kinds.map(({ kind }) => (
          <Choice
            key={kind}
            kind={kind}
            via={vias.get(kind) ?? "app"}
            onChoose={(via) => setVias((before) => new Map(before).set(kind, via))}
          />
        ))}
      </ul>
      {uses("digest") && !digest ? (
        <p className="text-sm">
          You don’t get a digest at the moment, so what you choose for the digest only appears on
          this site.{" "}
          <Link href={PATHS.digests} className="underline">
            Set up a digest
          </Link>
          .
        </p>
      ) : null}
      {uses("mail") && !hasAddress ? (
        <p className="text-sm">
          Your account has no email address, so you can’t get emails.{" "}
          <Link href="#email" className="underline">
            Enter one above
          </Link>
          .
        </p>
      ) : null}
    </div>
  );
}

function Choice({ kind, via, onChoose }: { kind: Kind; via: Via; onChoose(via: Via): void }) {
  const trpc = useTRPC();
  const choose = useMutation(trpc.notifications.choose.mutationOptions());
  const set = async (wanted: Via) => {
    onChoose(wanted);
    try {
      await choose.mutateAsync({ kind, via: wanted });
      toast.success("Saved.");
    } catch (error) {
      onChoose(via);
      showRefusal(error);
    }
  };
  return (
    <ViaField
      label={KIND_WORDS[kind]}
      value={via}
      vias={VIAS}
      onChoose={(wanted) => wanted && void set(wanted)}
    />
  );
}
