"use client";

import { Choice } from "@/components/ui/fields/choice";

export type Opening = "now" | "planned" | "draft";

interface Props {
  opening: Opening;
  onChange(opening: Opening): void;
}

/** Chooses when a ballot opens. */
export function OpeningField({ opening, onChange }: Props) {
  return (
    <Choice
      legend="When the ballot opens"
      value={opening}
      onChange={onChange}
      options={[
        { value: "now", label: "Now", sentence: "Members can vote right away." },
        { value: "planned", label: "At a set time", sentence: "The ballot opens automatically." },
        {
          value: "draft",
          label: "Save as a draft",
          sentence: "Only organizers see it until one of them opens it.",
        },
      ]}
    />
  );
}
