"use client";

import { useMutation } from "@tanstack/react-query";
import { useVias } from "@/components/notifications/use-vias";
import { ViaField } from "@/components/notifications/via-field";
import { GROUP_KIND_WORDS, VIA_WORDS } from "@/components/notifications/words";
import { groupVias } from "@/server/notifications/choosing/rules";
import { DEFAULT_VIA } from "@/server/notifications/rules";
import { GROUP_KINDS } from "@/server/notifications/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  chosen: RouterOutputs["notifications"]["groupDefaults"];
}

/** How members who have chosen nothing hear of the group: as everywhere, or more quietly. */
export function QuietSettings({ group, chosen: initial }: Props) {
  const trpc = useTRPC();
  const choose = useMutation(trpc.notifications.chooseForGroup.mutationOptions());
  const [chosen, set] = useVias(initial, (kind, via) => choose.mutateAsync({ group, kind, via }));
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
