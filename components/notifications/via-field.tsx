"use client";

import { useId } from "react";
import type { Via } from "@/server/notifications/schema";
import { VIA_WORDS } from "./words";

interface Props {
  label: string;
  /** Null for what applies without a choice. */
  value: Via | null;
  vias: readonly Via[];
  /** Words for the way that applies without a choice; missing where one has to be made. */
  otherwise?: string;
  onChoose(via: Via | null): void;
}

/** A choice how to get one kind of notification. */
export function ViaField({ label, value, vias, otherwise, onChoose }: Props) {
  const id = useId();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <label htmlFor={id} className="min-w-0 grow basis-56">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={(event) => onChoose(vias.find((via) => via === event.target.value) ?? null)}
        className="min-h-10 rounded-md border border-line bg-surface px-3"
      >
        {otherwise === undefined ? null : <option value="">{otherwise}</option>}
        {vias.map((via) => (
          <option key={via} value={via}>
            {VIA_WORDS[via]}
          </option>
        ))}
      </select>
    </li>
  );
}
