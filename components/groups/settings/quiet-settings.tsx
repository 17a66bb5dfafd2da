"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ViaField } from "@/components/notifications/via-field";
import { GROUP_KIND_WORDS, VIA_WORDS } from "@/components/notifications/words";
import { showRefusal } from "@/components/shell/errors";
import { toast } from "@/components/ui/toast";
import { groupVias } from "@/server/notifications/choosing/rules";
import { DEFAULT_VIA } from "@/server/notifications/rules";
import { GROUP_KINDS, type GroupKind, type Via } from "@/server/notifications/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  chosen: RouterOutputs["notifications"]["groupDefaults"];
}

/** How members who have chosen nothing hear of the group: as everywhere, or more quietly. */
export function QuietSettings({ group, chosen: initial }: Props) {
  const [chosen, setChosen] = useState(initial);
  const trpc = useTRPC();
  const choose = useMutation(trpc.notifications.chooseForGroup.mutationOptions());
  const show = (kind: GroupKind, via: Via | null) =>
    setChosen(({ [kind]: _, ...rest }) => (via ? { ...rest, [kind]: via } : rest));
  const set = async (kind: GroupKind, via: Via | null) => {
    const before = chosen[kind] ?? null;
    show(kind, via);
    try {
      await choose.mutateAsync({ group, kind, via });
      toast.success("Saved.");
    } catch (error) {
      show(kind, before);
      showRefusal(error);
    }
  };
  return (
    <section id="emails" aria-labelledby="emails-title" className="mt-12 border-line border-t pt-8">
      <h2 id="emails-title" className="font-semibold font-serif text-xl">
        What members are told
      </h2>
      <p className="mt-1 mb-5 max-w-[60ch] text-muted">
        You can make the group quieter for members who have chosen nothing themselves. Each member
        can change it in their settings.
      </p>
      <ul className="grid max-w-2xl gap-3">
        {GROUP_KINDS.map((kind) => (
          <ViaField
            key={kind}
            label={GROUP_KIND_WORDS[kind]}
            value={chosen[kind] ?? null}
            vias={groupVias(kind).filter((via) => via !== DEFAULT_VIA[kind])}
            otherwise={`As everywhere: ${VIA_WORDS[DEFAULT_VIA[kind]].toLowerCase()}`}
            onChoose={(via) => void set(kind, via)}
          />
        ))}
      </ul>
    </section>
  );
}
