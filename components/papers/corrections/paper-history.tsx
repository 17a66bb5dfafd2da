import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
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
              <span className="font-semibold">{whatHappened(change)}</span>{" "}
              <span className="text-muted">
                <By people={change} /> <When date={change.changedAt} />
              </span>
            </p>
            <Differences changes={change.changes} />
            {change.reason ? (
              <p dir="auto" className="mt-3 whitespace-pre-line text-muted">
                {change.reason}
              </p>
            ) : null}
            <UndoChange
              paperId={paper.id}
              changeId={change.id}
              atOnce={change.kind === "completion" || change.kind === "repair"}
            />
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
  return kind === "suggestion" ? `Change ${version},` : `Change ${version}`;
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
