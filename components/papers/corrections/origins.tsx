import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import { fieldTitle, originInWords } from "./words";

type History = RouterOutputs["papers"]["history"];

/** Where each known field of a paper came from, and when. */
export function Origins({ history: { paper, origins } }: { history: History }) {
  return (
    <section aria-labelledby="origins" className="mt-10 max-w-3xl">
      <h2 id="origins" className="mb-3 font-semibold font-serif text-lg">
        Where its fields come from
      </h2>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
        {origins.map((origin) => {
          const { words, by } = originInWords(origin, paper.addedBy);
          return (
            <div key={origin.field} className="sm:contents">
              <dt className="font-medium text-muted">{fieldTitle(origin.field)}</dt>
              <dd>
                {words}
                {by ? (
                  <>
                    {" "}
                    by <bdi>{by}</bdi>
                  </>
                ) : null}
                {origin.at ? (
                  <>
                    , <When date={origin.at} kind="date" />
                  </>
                ) : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
