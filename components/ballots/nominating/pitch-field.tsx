import type { ComponentProps } from "react";
import { TextTabs } from "@/components/threads/composing/text-tabs";
import { WritingHelp } from "@/components/threads/composing/writing-help";
import { TextArea } from "@/components/ui/fields/field";
import { PITCH_MAX } from "@/server/ballots/nominations/rules";

interface Props extends Omit<ComponentProps<typeof TextArea>, "label"> {
  /** Returns what is typed. */
  text(): string;
}

/** The field for the pitch of a nomination, with a preview. */
export function PitchField({ text, ...props }: Props) {
  return (
    <div className="grid gap-1">
      <TextTabs label="Your pitch" text={text} error={props.error} className="min-h-24">
        <TextArea
          {...props}
          label="Your pitch"
          hint={`Why should the group read it? Optional, at most ${PITCH_MAX} characters.`}
          rows={4}
        />
      </TextTabs>
      <WritingHelp />
    </div>
  );
}
