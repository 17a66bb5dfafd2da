import type { ReactNode } from "react";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { Wide } from "@/components/ui/wide";
import { FIELDS } from "@/server/papers/corrections/rules";
import { paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { fieldText, fieldTitle } from "../corrections/words";
import { PaperTitle } from "../paper-title";

type Compared = RouterOutputs["papers"]["compare"];
type Side = Compared["papers"][number];

/** The counts of each paper. Groups are those that show themselves to everybody. */
const COUNTED = [
  ["upvotes", "Upvotes"],
  ["comments", "Public comments"],
  ["nominations", "Nominations in public groups"],
  ["ballots", "Ballots of public groups"],
  ["readings", "Readings of public groups"],
] as const;

/** A table of two papers, with their fields and their uses. Fields that differ are marked. */
export function Comparison({ compared: { papers, differing } }: { compared: Compared }) {
  const row = (title: string, cell: (side: Side) => ReactNode, differs = false) => (
    <tr key={title} className="border-line border-t align-top">
      <th scope="row" className="py-2 pr-4 text-left font-medium text-muted text-sm">
        {title}
        {differs ? <span className="block font-normal">differs</span> : null}
      </th>
      {papers.map((side) => (
        <td
          key={side.id}
          className={`wrap-anywhere w-2/5 whitespace-pre-line py-2 pr-4 ${differs ? "bg-sunken" : ""}`}
        >
          {cell(side)}
        </td>
      ))}
    </tr>
  );
  return (
    <Wide label="Comparison of both papers">
      <table className="w-full min-w-[36rem]">
        <thead>
          <tr>
            <td />
            {papers.map(({ id, slug, shown }) => (
              <th key={id} scope="col" className="pr-4 pb-2 text-left align-top">
                <Link href={paperPath(slug)} className="underline">
                  <PaperTitle of={shown} />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIELDS.filter((field) => field !== "identifiers").map((field) =>
            row(
              fieldTitle(field),
              ({ fields }) => <span dir="auto">{fieldText(fields[field]) || "–"}</span>,
              differing.includes(field),
            ),
          )}
          {row("Identifiers", ({ identifiers }) =>
            identifiers.length === 0
              ? "–"
              : identifiers.map(({ type, value }) => `${type}: ${value}`).join("\n"),
          )}
          {row("Added", ({ addedAt }) => (
            <When date={addedAt} kind="date" />
          ))}
          {COUNTED.map(([name, title]) => row(title, ({ use }) => use[name]))}
        </tbody>
      </table>
    </Wide>
  );
}
