"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { sentenceOf } from "@/components/shell/errors";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { groupPath, PATHS, signInPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { ROLES } from "./words";

const CHIP =
  "inline-flex min-h-10 max-w-full items-center gap-2 rounded-full border border-line bg-surface px-4 no-underline hover:border-accent";

/** The viewer's groups, above the list of all groups. Reserves its line while it loads. */
export function MyGroups() {
  const { viewer, pending } = useViewer();
  return (
    <section aria-labelledby="my-groups" className="mb-8">
      <h2 id="my-groups" className="mb-2 font-semibold text-sm">
        My groups
      </h2>
      <div className="flex min-h-10 flex-wrap items-center gap-2">
        {viewer ? <Chips /> : pending ? <Waiting /> : <Guest />}
      </div>
    </section>
  );
}

function Waiting() {
  return (
    <>
      <Skeleton className="hidden h-10 w-44 in-data-member:block" />
      <Skeleton className="hidden h-10 w-32 in-data-member:block" />
      <div className="in-data-member:hidden">
        <Guest />
      </div>
    </>
  );
}

function Guest() {
  return (
    <p className="text-muted">
      <Link href={signInPath(PATHS.groups)} className="underline">
        Sign in
      </Link>{" "}
      to see your groups here.
    </p>
  );
}

function Chips() {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.groups.mine.queryOptions());
  if (error) return <p className="text-muted">{sentenceOf(error)}</p>;
  if (!data) return <Waiting />;
  if (data.length === 0) {
    return (
      <p className="text-muted">You’re not in a group yet. Join one below, or start your own.</p>
    );
  }
  return data.map(({ slug, name, role, archived }) => (
    <Link key={slug} href={groupPath(slug)} className={CHIP}>
      <bdi className="truncate">{name}</bdi>
      {archived ? <span className="shrink-0 text-muted text-sm">Archived</span> : null}
      {role === "member" ? null : (
        <span className="shrink-0 text-muted text-sm">{ROLES[role]}</span>
      )}
    </Link>
  ));
}
