import type { ReactNode } from "react";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";
import { VISIBILITIES } from "../choices";
import { VisibilityBadge } from "../visibility-badge";

type Invitation = NonNullable<RouterOutputs["groups"]["invitation"]>;
export type OpenInvitation = Extract<Invitation, { state: "open" }>;
type Readings = RouterOutputs["meetings"]["ofInvitation"];

interface Props {
  invitation: OpenInvitation;
  /** The papers that the group is choosing and reading; null where the invitation does not show them. */
  readings: Readings;
  timeZone: string | null;
  /** The button that accepts the invitation. */
  children: ReactNode;
}

/** The group of an invitation: who invites, and what the group reads. */
export function InvitationCard({ invitation, readings, timeZone, children }: Props) {
  const { name, descriptionHtml, memberCount, visibility, person, expiresAt } = invitation;
  return (
    <Card className="grid gap-4">
      <h2 className="font-semibold font-serif text-2xl leading-snug">
        <bdi>{name}</bdi>
      </h2>
      {descriptionHtml ? (
        <div dir="auto" className="max-w-[65ch]">
          <CommentText html={descriptionHtml} />
        </div>
      ) : null}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
        <span className="inline-flex items-center gap-1.5">
          <Icon of="lucide--users" className="size-4" />
          {countInWords(memberCount, "member")}
        </span>
        <VisibilityBadge visibility={visibility} />
        <span>{VISIBILITIES.find(({ value }) => value === visibility)?.sentence}</span>
      </p>
      {readings ? <Reads readings={readings} timeZone={timeZone} /> : null}
      {children}
      <p className="text-muted text-sm">
        {person ? "This invitation works once." : "Anyone with this link can join."}
        {expiresAt ? (
          <>
            {" "}
            It is valid until <When date={expiresAt} timeZone={timeZone} />.
          </>
        ) : null}
      </p>
    </Card>
  );
}

function Reads({
  readings: { ballot, next },
  timeZone,
}: {
  readings: NonNullable<Readings>;
  timeZone: string | null;
}) {
  return (
    <>
      {ballot ? (
        <section aria-labelledby="voting">
          <h3 id="voting" className="font-semibold text-muted text-sm">
            Being voted on
            {ballot.closesAt ? (
              <>
                , until <When date={ballot.closesAt} timeZone={timeZone} />
              </>
            ) : null}
          </h3>
          <ul className="mt-1 list-disc ps-5 font-serif text-lg">
            {ballot.titles.map((title) => (
              <li key={title}>
                <bdi>{title}</bdi>
              </li>
            ))}
            {ballot.more > 0 ? <li>and {countInWords(ballot.more, "more paper")}</li> : null}
          </ul>
        </section>
      ) : null}
      {next ? (
        <section aria-labelledby="next">
          <h3 id="next" className="font-semibold text-muted text-sm">
            Next reading
            {next.startsAt ? (
              <>
                , on <When date={next.startsAt} timeZone={timeZone} />
              </>
            ) : null}
          </h3>
          <p className="mt-1 font-serif text-lg">
            <bdi>{next.title}</bdi>
          </p>
        </section>
      ) : null}
    </>
  );
}
