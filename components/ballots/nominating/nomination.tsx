import { ObjectionAction } from "@/components/moderation/objections/objection-action";
import { PaperWithActions } from "@/components/papers/paper-heading";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { groupThreadPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { Objections } from "../objecting/objections";
import { placesInWords } from "../words";
import { Presenters } from "./presenters";
import { Withdraw } from "./withdraw";

interface Props {
  group: string;
  nomination: RouterOutputs["nominations"]["pool"]["nominations"][number];
  /** Whether the viewer is a member. */
  member: boolean;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** A paper in the pool, with the person who nominated it and the pitch. */
export function Nomination({ group, nomination, member, timeZone }: Props) {
  const { id, paper, nominatedBy, pitchHtml, createdAt, standing, places, mayWithdraw } =
    nomination;
  return (
    <Card>
      <PaperWithActions paper={paper} large>
        {standing ? <Badge>On a ballot</Badge> : null}
        {mayWithdraw ? <Withdraw group={group} nominationId={id} title={paper.title} /> : null}
      </PaperWithActions>
      <Pitch html={pitchHtml} />
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-sm">
        <span>
          Nominated by <bdi>{nominatedBy.name}</bdi>,{" "}
          <When date={createdAt} timeZone={timeZone} kind="date" />
        </span>
        {places.length > 0 ? <span>{placesInWords(places)} so far</span> : null}
        {member ? (
          <Link
            href={groupThreadPath(group, paper.slug)}
            className="inline-flex min-h-6 items-center underline"
          >
            Discuss it<span className="sr-only">: {paper.title}</span>
          </Link>
        ) : null}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        <Presenters
          group={group}
          nominationId={id}
          title={paper.title}
          offers={nomination.offers}
          moreOffers={nomination.moreOffers}
          offered={nomination.offered}
          mayOffer={member}
        />
        <Objections
          group={group}
          nominationId={id}
          title={paper.title}
          objections={nomination.objections}
          mayObject={member}
          actionOn={(by, place) =>
            // The viewer's own one comes first.
            member && !(nomination.objections.mine && place === 0) ? (
              <ObjectionAction
                {...by}
                group={group}
                nominationId={id}
                act={nomination.objections.mayRemove ? "remove" : "report"}
              />
            ) : null
          }
        />
      </div>
    </Card>
  );
}

/** The pitch for a paper; nothing if it is empty. */
export function Pitch({ html }: { html: string }) {
  if (!html) return null;
  return (
    <blockquote dir="auto" className="mt-3 max-w-[65ch] border-accent border-s-2 ps-3">
      <CommentText html={html} />
    </blockquote>
  );
}
