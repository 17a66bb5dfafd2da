import { Page } from "@/components/shell/page";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { wallClockOf } from "@/server/platform/time/local-time";
import type { RouterOutputs } from "@/trpc/client";
import { RhythmActions } from "./rhythm-actions";
import { type RhythmFields, RhythmForm } from "./rhythm-form";

interface Props {
  group: string;
  /** The group's time zone. */
  timeZone: string;
  rhythm: RouterOutputs["rhythms"]["get"];
  now: Date;
}

const USUAL_RHYTHM = {
  ...USUAL_CHOICES,
  everyWeeks: 1,
  opensOn: 5,
  opensTime: "17:00",
  closesOn: 1,
  closesTime: "09:00",
  candidates: 8,
};

/** Lets organizers set, change, pause and end a group's rhythm. */
export function RhythmSettings({ group, timeZone, rhythm, now }: Props) {
  return (
    <Page
      title="Rhythm of ballots"
      lead={
        <>
          <p>Ballots open and close automatically, with papers from the pool.</p>
          {rhythm?.paused ? <p>The rhythm is paused. Save it to resume.</p> : null}
        </>
      }
      actions={rhythm ? <RhythmActions group={group} paused={rhythm.paused} /> : null}
    >
      <RhythmForm
        group={group}
        timeZone={timeZone}
        defaults={
          rhythm ? fieldsOf(rhythm) : { ...USUAL_RHYTHM, fromDay: wallClockOf(now, timeZone).date }
        }
      />
    </Page>
  );
}

function fieldsOf({ paused: _, next: __, ...stored }: NonNullable<Props["rhythm"]>): RhythmFields {
  const { timeZone: ___, ...fields } = stored;
  return fields;
}
