import type { ComponentProps } from "react";
import { WritingHelp } from "@/components/threads/composing/writing-help";
import { TextArea } from "@/components/ui/fields/field";
import { PITCH_MAX } from "@/server/ballots/nominations/rules";

/** The field for the pitch of a nomination. */
export function PitchField(props: Omit<ComponentProps<typeof TextArea>, "label">) {
  return (
    <div className="grid gap-1">
      <TextArea
        {...props}
        label="Your pitch"
        hint={`Why should the group read it? Optional, at most ${PITCH_MAX} characters.`}
        rows={4}
      />
      <WritingHelp />
    </div>
  );
}
