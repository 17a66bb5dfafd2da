import type { RouterOutputs } from "@/trpc/client";

type Readers = NonNullable<NonNullable<RouterOutputs["meetings"]["page"]["member"]>["readers"]>;

/** The members who have read the paper, by name. */
export function ReaderNames({ readers: { people, count } }: { readers: Readers }) {
  if (people.length === 0) return null;
  return (
    <p className="mt-1 text-muted text-sm">
      {people.map(({ handle, name }, at) => (
        <span key={handle}>
          {at > 0 ? ", " : null}
          <bdi>{name}</bdi>
        </span>
      ))}
      {count > people.length ? ` and ${count - people.length} more` : null}
    </p>
  );
}
