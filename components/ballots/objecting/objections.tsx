import dynamic from "next/dynamic";
import type { RouterOutputs } from "@/trpc/client";
import { NotThisOne } from "./not-this-one";

// Most papers have nothing said against them.
const ObjectionAction = dynamic(() =>
  import("@/components/moderation/objections/objection-action").then(
    ({ ObjectionAction }) => ObjectionAction,
  ),
);

interface Props {
  group: string;
  nominationId: string;
  title: string;
  objections: RouterOutputs["nominations"]["pool"]["nominations"][number]["objections"];
  /** Whether the viewer may say "not this one". */
  mayObject: boolean;
}

/** The reasons of members against a paper, and the viewer's own "not this one". */
export function Objections({ group, nominationId, title, objections, mayObject }: Props) {
  const { said, more, mine, mayRemove } = objections;
  return (
    <>
      {mayObject ? (
        <NotThisOne group={group} nominationId={nominationId} title={title} mine={mine} />
      ) : null}
      {said.length > 0 ? (
        <ul aria-label={`Said against ${title}`} className="grid w-full gap-1 text-sm">
          {said.map(({ handle, name, reason }, at) => (
            <li key={handle} className="break-words">
              <span className="text-muted">
                <bdi>{name}</bdi> says not this one:
              </span>{" "}
              <bdi>{reason}</bdi>
              {/* The viewer's own one comes first. */}
              {mayObject && !(mine && at === 0) ? (
                <ObjectionAction
                  {...{ group, nominationId, handle, name }}
                  act={mayRemove ? "remove" : "report"}
                />
              ) : null}
            </li>
          ))}
          {more > 0 ? <li className="text-muted">and {more} more before</li> : null}
        </ul>
      ) : null}
    </>
  );
}
