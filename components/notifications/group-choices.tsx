"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { effectiveVia } from "@/server/notifications/choosing/rules";
import {
  GROUP_KINDS,
  type GroupKind,
  type Kind,
  VIAS,
  type Via,
} from "@/server/notifications/schema";
import { countInWords } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useVias } from "./use-vias";
import { ViaField } from "./via-field";
import { GROUP_KIND_WORDS, VIA_WORDS } from "./words";

type Group = RouterOutputs["notifications"]["inGroups"]["groups"][number];

interface Props {
  groups: readonly Group[];
  choices: RouterOutputs["notifications"]["choices"];
}

/** The viewer's choices for each of their groups. They go before the choices for everything. */
export function GroupChoices({ groups, choices }: Props) {
  const own = new Map(choices.kinds.map(({ kind, via, chosen }) => [kind, chosen ? via : null]));
  if (groups.length === 0) return <p className="text-muted">You are in no group yet.</p>;
  return (
    <ul className="grid gap-2">
      {groups.map((group) => (
        <GroupRow key={group.slug} group={group} own={own} />
      ))}
    </ul>
  );
}

function GroupRow({ group, own }: { group: Group; own: ReadonlyMap<Kind, Via | null> }) {
  const [open, setOpen] = useState(false);
  const trpc = useTRPC();
  const choose = useMutation(trpc.notifications.chooseInGroup.mutationOptions());
  const [chosen, set] = useVias(group.chosen, (kind, via) =>
    choose.mutateAsync({ group: group.slug, kind, via }),
  );
  const count = Object.keys(chosen).length;
  const otherwise = (kind: GroupKind) =>
    effectiveVia(kind, {
      member: null,
      own: own.get(kind) ?? null,
      group: group.byOrganizers[kind] ?? null,
    });
  return (
    <li>
      <details
        onToggle={(event) => setOpen(event.currentTarget.open)}
        className="rounded-md border border-line bg-surface"
      >
        <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-x-4 px-4 py-2">
          <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{group.name}</bdi>
          <span className="text-muted text-sm">
            {count === 0 ? "As usual" : `${countInWords(count, "choice")} for this group`}
          </span>
        </summary>
        {open ? (
          <ul className="grid gap-3 border-line border-t px-4 py-3">
            {GROUP_KINDS.map((kind) => (
              <ViaField
                key={kind}
                label={GROUP_KIND_WORDS[kind]}
                value={chosen[kind] ?? null}
                vias={VIAS}
                otherwise={`As usual: ${VIA_WORDS[otherwise(kind)].toLowerCase()}`}
                onChoose={(via) => void set(kind, via)}
              />
            ))}
          </ul>
        ) : null}
      </details>
    </li>
  );
}
