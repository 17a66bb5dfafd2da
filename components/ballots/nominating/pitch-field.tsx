import type { ComponentProps } from "react";
import { TextArea } from "@/components/ui/fields/field";
import { PITCH_MAX } from "@/server/ballots/schema";

/** A few words for a paper, from who nominates it. */
export function PitchField(props: Omit<ComponentProps<typeof TextArea>, "label">) {
  return (
    <TextArea
      {...props}
      label="Your pitch"
      hint={`Why should the group read it? Optional, at most ${PITCH_MAX} characters.`}
      rows={4}
    />
  );
}
