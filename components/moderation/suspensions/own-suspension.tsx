import { Notice } from "@/components/people/notice";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import { UntilWhen } from "./suspension-list";

interface Props {
  suspension: NonNullable<RouterOutputs["moderation"]["mySuspension"]>;
  timeZone: string;
}

/** Tells the viewer that they are suspended, why and until when. */
export function OwnSuspension({ suspension, timeZone }: Props) {
  const { suspendedAt, until, reason } = suspension;
  return (
    <Notice kind="wrong">
      <p>
        You have been suspended from this group since{" "}
        <When date={suspendedAt} timeZone={timeZone} />,{" "}
        <UntilWhen until={until} timeZone={timeZone} />. You can read and leave the group, but not
        take part.
      </p>
      <p dir="auto" className="mt-1 whitespace-pre-line">
        {reason}
      </p>
    </Notice>
  );
}
