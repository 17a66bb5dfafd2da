import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { UndoMerge } from "../merging/undo-merge";
import { PaperTitle } from "../paper-title";
import { Differences } from "./differences";
import { UndoChange } from "./undo-change";

type History = RouterOutputs["papers"]["history"];
type Change = History["changes"][number];

/** The changes of a paper, the latest first, and its addition. */
export function PaperHistory({ history: { paper, changes, pages } }: { history: History }) {
  return (
    <ol className="grid max-w-3xl gap-4">
      {changes.map((change) => (
        <li key={change.id}>
          <Card>
            <p className="mb-3 text-sm">
              <span className="font-semibold">{whatHappened(change)}</span> <Other of={change} />
              <span className="text-muted">
                <By people={change} /> <When date={change.changedAt} />
              </span>
            </p>
            <TopicChoice of={change} />
            <Differences changes={change.changes} />
            {change.reason ? (
              <p dir="auto" className="mt-3 whitespace-pre-line text-muted">
                {change.reason}
              </p>
            ) : null}
            {change.other ? null : (
              <UndoChange
                paperId={paper.id}
                changeId={change.id}
                atOnce={["completion", "repair", "topic"].includes(change.kind)}
              />
            )}
            {change.mergeId && change.other ? (
              <UndoMerge mergeId={change.mergeId} title={change.other.title} />
            ) : null}
          </Card>
        </li>
      ))}
      {pages.next ? null : (
        <li className="text-muted">
          {paper.addedBy ? (
            <>
              Added by <bdi>{paper.addedBy.name}</bdi>,{" "}
            </>
          ) : (
            "Imported, "
          )}
          <When date={paper.addedAt} />
        </li>
      )}
    </ol>
  );
}

function whatHappened({ version, kind, undoes, source }: Change): string {
  if (kind === "completion") return `Change ${version}: completed from ${source},`;
  if (kind === "repair") return `Change ${version}: damaged text repaired,`;
  if (kind === "undo")
    return `Change ${version} (undoes ${undoes ? `change ${undoes}` : "a change"})`;
  if (kind === "version") return `Change ${version}, from a new version,`;
  if (kind === "merge") return `Change ${version}: merged with`;
  if (kind === "unmerge") return `Change ${version}: undoes the merge with`;
  return kind === "suggestion" ? `Change ${version},` : `Change ${version}`;
}

/** The topic that somebody confirmed or refused. */
function TopicChoice({ of: { topicName, topicAccepted } }: { of: Change }) {
  if (topicName === null) return null;
  const what =
    topicAccepted === null
      ? "The words of the paper decide again about the topic"
      : topicAccepted
        ? "Belongs to the topic"
        : "Does not belong to the topic";
  return (
    <p>
      {what} “<bdi>{topicName}</bdi>”.
    </p>
  );
}

/** The other paper of a merge. Its address leads on here until the merge is undone. */
function Other({ of: { kind, other } }: { of: Change }) {
  if (!other) return null;
  return (
    <>
      {kind === "merge" ? (
        <PaperTitle of={other} />
      ) : (
        <Link href={paperPath(other.slug)} className="underline">
          <PaperTitle of={other} />
        </Link>
      )}{" "}
    </>
  );
}

function By({ people: { changedBy, suggestedBy } }: { people: Change }) {
  return (
    <>
      {suggestedBy ? (
        <>
          suggested by <bdi>{suggestedBy.name}</bdi>,{" "}
        </>
      ) : null}
      {changedBy ? (
        <>
          {suggestedBy ? "accepted by " : "by "}
          <bdi>{changedBy.name}</bdi>,
        </>
      ) : null}
    </>
  );
}
