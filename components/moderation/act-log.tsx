import type { ReactNode } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import type { ShownTitle } from "@/server/papers/schema";
import { paperHistoryPath } from "@/server/platform/web/addresses";
import { commentLink, placeOf, threadPath } from "@/server/threads/rules";
import type { Place } from "@/server/threads/schema";
import type { RouterOutputs } from "@/trpc/client";

type Act = RouterOutputs["moderation"]["log"]["acts"][number];

interface Props {
  acts: Act[];
  timeZone: string;
  /** Shown if there are no acts. */
  empty: ReactNode;
  /** Whether each act names its group. */
  everywhere?: boolean;
}

/** Log of moderation: who did what, when and why. */
export function ActLog({ acts, timeZone, empty, everywhere = false }: Props) {
  return (
    <section aria-labelledby="log">
      <h2 id="log" className="mb-3 font-semibold font-serif text-xl">
        Log
      </h2>
      {acts.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {acts.map((act) => (
            <li key={act.id} className="grid gap-1 px-4 py-3">
              <p>
                <Sentence act={act} />
                {everywhere && act.group ? (
                  <span className="text-muted">
                    {" "}
                    in <bdi>{act.group.name}</bdi>
                  </span>
                ) : null}
              </p>
              {act.comment?.words ? (
                <p dir="auto" className="break-words text-muted text-sm">
                  “{act.comment.words}”
                </p>
              ) : null}
              <p dir="auto" className="whitespace-pre-line break-words text-sm">
                {act.reason === "" ? (
                  <span className="text-muted">No reason was given.</span>
                ) : (
                  act.reason
                )}
              </p>
              <p className="text-muted text-sm">
                <When date={act.createdAt} timeZone={timeZone} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const LINK = "underline";

/** Acts on topics. The reason in the log names the topics. */
const TOPIC_ACTS = {
  changeTopic: "changed a topic",
  mergeTopics: "merged two topics",
  undoTopicMerge: "undid a merge of topics",
};

function Sentence({ act }: { act: Act }) {
  const { kind, actor, person, about, comment, group } = act;
  const place = about && placeOf(about, group?.slug ?? null);
  const by = <Name person={actor} />;
  const whom = <Name person={person} />;
  if (kind === "suspend")
    return (
      <>
        {by} suspended {whom}
      </>
    );
  if (kind === "reinstate")
    return (
      <>
        {by} ended the suspension of {whom}
      </>
    );
  if (kind === "removeObjection" || kind === "dismissObjection")
    return (
      <>
        {by} {kind === "removeObjection" ? "removed" : "dismissed the reports on"} what {whom} said
        against {about?.paper ? <PaperTitle of={about.paper} /> : "a paper"}
      </>
    );
  if (kind === "mergePapers" || kind === "undoMerge")
    return (
      <>
        {by} {kind === "mergePapers" ? "merged another paper into" : "undid a merge into"}{" "}
        {about?.paper ? (
          <Link href={paperHistoryPath(about.paper.slug)} className={LINK}>
            <PaperTitle of={about.paper} />
          </Link>
        ) : (
          "a paper"
        )}
      </>
    );
  if (kind === "changeTopic" || kind === "mergeTopics" || kind === "undoTopicMerge")
    return (
      <>
        {by} {TOPIC_ACTS[kind]}
      </>
    );
  const where = <Where place={place} paper={about?.paper ?? null} />;
  if (kind === "lock")
    return (
      <>
        {by} locked {where}
      </>
    );
  if (kind === "unlock")
    return (
      <>
        {by} unlocked {where}
      </>
    );
  const what =
    comment && place ? (
      <Link href={commentLink(place, comment.id)} className={LINK}>
        a comment
      </Link>
    ) : (
      "a comment"
    );
  if (kind === "dismiss")
    return (
      <>
        {by} dismissed the reports on {what} by {whom} in {where}
      </>
    );
  const verb = { hide: "hid", restore: "restored", remove: "deleted" }[kind];
  return (
    <>
      {by} {verb} {what} by {whom} in {where}
    </>
  );
}

function Name({ person }: { person: { name: string } | null }) {
  return person ? <bdi className="font-medium">{person.name}</bdi> : "someone";
}

function Where({ place, paper }: { place: Place | null; paper: ShownTitle | null }) {
  if (!place || !paper) return "a discussion";
  return (
    <>
      the discussion of{" "}
      <Link href={threadPath(place)} className={LINK}>
        <PaperTitle of={paper} />
      </Link>
    </>
  );
}
