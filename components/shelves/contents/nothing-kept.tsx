import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PATHS } from "@/server/platform/web/addresses";
import type { Kept } from "@/server/shelves/rules";

const EMPTY: Record<Kept, { title: string; next: string }> = {
  toRead: {
    title: "There is nothing to read yet",
    next: "Press “Keep” beside a paper to put it here.",
  },
  reading: {
    title: "You are reading nothing at the moment",
    next: "Press “Start reading” on your shelf “To read”, or “Keep” on the page of a paper.",
  },
  read: {
    title: "Nothing is marked as read yet",
    next: "Press “I have read it” on your shelf “Reading”, or “Keep” on the page of a paper.",
  },
  noted: {
    title: "You have no notes yet",
    next: "Open a paper, press “Keep”, and write what you want to remember. Only you can read it.",
  },
};

/** The message of an empty shelf, which says how to fill it. */
export function EmptyShelf({ shelf }: { shelf: Kept }) {
  const { title, next } = EMPTY[shelf];
  return (
    <Empty title={title}>
      <p>{next}</p>
      <div className="mt-4">
        <LinkButton href={PATHS.papers} variant="primary">
          Find papers
        </LinkButton>
      </div>
    </Empty>
  );
}

/** The message where no paper fits the search or the filter. */
export function NothingFits({ all }: { all: string }) {
  return (
    <Empty title="No paper fits">
      <p>Try other words, another topic or another year.</p>
      <div className="mt-4">
        <LinkButton href={all}>Show all</LinkButton>
      </div>
    </Empty>
  );
}

/** The message of an empty list. */
export function EmptyList({ ofGroup = false }: { ofGroup?: boolean }) {
  return (
    <Empty title="There are no papers on this list yet">
      <p>
        Open a paper, press “Keep”, and choose this list.
        {ofGroup ? " Every member of the group can add papers." : ""}
      </p>
      <div className="mt-4">
        <LinkButton href={PATHS.papers} variant="primary">
          Find papers
        </LinkButton>
      </div>
    </Empty>
  );
}
