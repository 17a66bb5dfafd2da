import { Empty } from "@/components/ui/empty";
import { NewWatch } from "./adding/new-watch";
import { WatchRow } from "./watch-row";
import type { Watch } from "./words";

interface Props {
  /** The address of the group; null for the site. */
  group: string | null;
  watches: readonly Watch[];
  timeZone: string;
}

/** The watches of a group or of the site, below a form for a new one. */
export function Watches({ group, watches, timeZone }: Props) {
  return (
    <>
      <section aria-labelledby="new-watch">
        <h2 id="new-watch" className="mb-3 font-semibold font-serif text-xl">
          New watch
        </h2>
        <NewWatch group={group} />
      </section>
      <section aria-labelledby="watches" className="mt-10">
        <h2 id="watches" className="mb-3 font-semibold font-serif text-xl">
          Watches
        </h2>
        {watches.length === 0 ? (
          <Empty title="There are no watches yet">
            Paste the address of a feed above, or a category of arXiv.
          </Empty>
        ) : (
          <ul className="grid gap-3">
            {watches.map((watch) => (
              <li key={watch.id}>
                <WatchRow group={group} watch={watch} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
