"use client";

import { Choice } from "@/components/ui/fields/choice";

export type Opening = "now" | "planned" | "draft";

interface Props {
  opening: Opening;
  onChange(opening: Opening): void;
  /** Whether another ballot is open, so that this one cannot open now. */
  busy: boolean;
}

/** When a ballot opens. */
export function OpeningField({ opening, onChange, busy }: Props) {
  return (
    <Choice
      legend="When it opens"
      value={opening}
      onChange={onChange}
      options={[
        {
          value: "now",
          label: "Now",
          sentence: busy
            ? "Another ballot is open; one is open at a time."
            : "Members vote at once.",
          disabled: busy,
        },
        { value: "planned", label: "At a time", sentence: "It opens by itself." },
        {
          value: "draft",
          label: "Keep it as a draft",
          sentence: "Only organizers see it, until one of them opens it.",
        },
      ]}
    />
  );
}
