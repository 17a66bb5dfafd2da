import type { ComponentProps } from "react";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { BALLOT_NOTE_MAX, TITLE_MAX } from "@/server/ballots/schema";
import { USUAL_TITLE } from "../words";

interface Props {
  title: ComponentProps<"input">;
  note: ComponentProps<"textarea">;
  errors: { title?: string | undefined; note?: string | undefined };
}

/** The organizer's own words on a ballot: its title and a note. */
export function WordFields({ title, note, errors }: Props) {
  return (
    <>
      <TextField
        {...title}
        label="Title"
        hint={`Optional. Without one it asks “${USUAL_TITLE}”`}
        maxLength={TITLE_MAX}
        error={errors.title ?? null}
      />
      <TextArea
        {...note}
        label="Note"
        hint="Optional, in plain text. Members see it above the papers."
        rows={3}
        maxLength={BALLOT_NOTE_MAX}
        error={errors.note ?? null}
      />
    </>
  );
}
