import type { Kind } from "./address";

const ANYWHERE = [
  ["graph networks", "any of these words, in any form; what has more of them comes first"],
  ['"graph networks"', "these words, next to each other"],
  ["transformer OR attention", "at least one of the two; OR is written in capital letters"],
  ["-survey", "not this word; also before quotes and operators"],
] as const;

const OPERATORS: Record<Kind, readonly (readonly [string, string])[]> = {
  papers: [
    ['author:hinton, author:"Ada Lovelace"', "by this author"],
    ["title:attention", "with this word in the title"],
    ["year:2023, year:2021..2023, year:2023..", "published in these years"],
    ["topic:systems", "about this topic"],
    ["venue:NeurIPS", "in a journal or at a conference with this in its name"],
    ["has:discussion", "with comments in public"],
    ["in:my-group", "nominated or read in a group of yours, by the last part of its address"],
    ["read:my-group, -read:my-group", "read, or not yet read, by a group of yours"],
  ],
  discussion: [
    ["author:ada", "written by the person with this handle"],
    ["year:2026", "written in these years"],
  ],
  notes: [["year:2026", "of meetings in these years"]],
};

/** How to ask a search for what one means. It opens without JavaScript. */
export function HowToSearch({ kind, open = false }: { kind: Kind; open?: boolean }) {
  return (
    <details open={open} className="mt-3 max-w-3xl">
      <summary className="w-fit cursor-pointer py-1 text-muted text-sm">How to search</summary>
      <dl className="my-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[18rem_minmax(0,1fr)]">
        {[...ANYWHERE, ...OPERATORS[kind]].map(([example, meaning]) => (
          <div key={example} className="contents">
            <dt className="font-mono">{example}</dt>
            <dd className="mb-1 text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="text-muted text-sm">
        {kind === "papers"
          ? "A paper has to meet all conditions. Conditions without words list the latest additions first. Typos are forgiven, except in quotes and beside OR. You can also describe a paper in your own words. An arXiv ID or a DOI finds its paper."
          : "All conditions have to be met."}
      </p>
    </details>
  );
}
