import type { ComponentProps } from "react";
import { TextArea } from "@/components/ui/fields/field";
import { PITCH_MAX } from "@/server/ballots/nominations/rules";

/** The field for the pitch of a nomination. */
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
