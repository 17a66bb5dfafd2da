import type { ReactNode } from "react";
import type { RouterOutputs } from "@/trpc/client";
import { NotThisOne } from "./not-this-one";

interface Props {
  group: string;
  nominationId: string;
  title: string;
  objections: RouterOutputs["nominations"]["pool"]["nominations"][number]["objections"];
  /** Whether the viewer may say "not this one". */
  mayObject: boolean;
  /** Makes the button for what somebody says, by its place in the list. */
  actionOn?: (by: { handle: string; name: string }, place: number) => ReactNode;
}

/** The reasons of members against a paper, and the viewer's own "not this one". */
export function Objections({ group, nominationId, title, objections, mayObject, actionOn }: Props) {
  const { said, more, mine } = objections;
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
                <bdi>{name}</bdi> says “not this one”:
              </span>{" "}
              <bdi>{reason}</bdi>
              {actionOn?.({ handle, name }, at)}
            </li>
          ))}
          {more > 0 ? <li className="text-muted">and {more} more before</li> : null}
        </ul>
      ) : null}
    </>
  );
}
