"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { lazyLibrary, useLibrary } from "@/components/ui/library";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { groupPapersPath, PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { Before, type Mine } from "../readings/before";

// With the library of forms, which nothing else on a paper's page needs at first.
const forms = lazyLibrary(() => import("./nominate-form"));

interface Props {
  paperId: string;
  title: string;
}

/** Shows whether the viewer's groups have nominated or read this paper, and nominates it there. */
export function InMyGroups({ paperId, title, timeZone }: Props & { timeZone: string }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { parts, fetch } = useLibrary(forms);
  const { data, error } = useQuery(trpc.nominations.groupsFor.queryOptions({ paperId }));
  if (error) return <p className="text-muted text-sm">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="h-10 w-44" />;
  if (data.length === 0) return <NoGroup />;
  const free = data.filter(({ nominated }) => !nominated);
  const known = data.filter(({ nominated, chosenAt, readAt }) => nominated || chosenAt || readAt);
  return (
    <div className="grid gap-2">
      {free.length > 0 ? (
        <div>
          <Button
            size="small"
            onPointerEnter={fetch}
            onFocus={fetch}
            onClick={() => {
              fetch();
              setOpen(true);
            }}
          >
            <Icon of="lucide--thumbs-up" className="size-4" />
            Nominate in…
          </Button>
          <Dialog
            open={open && parts !== null}
            onOpenChange={setOpen}
            title="Nominate this paper"
            lead={<bdi>{title}</bdi>}
          >
            {parts ? (
              <parts.NominateForm
                paperId={paperId}
                groups={free}
                timeZone={timeZone}
                onDone={() => setOpen(false)}
              />
            ) : null}
          </Dialog>
        </div>
      ) : null}
      {known.length > 0 ? (
        <ul aria-label="In your groups" className="grid gap-1 text-sm">
          {known.map((group) => (
            <li key={group.slug} className="flex items-baseline gap-1.5">
              <Icon of="lucide--check" className="size-3.5 shrink-0 translate-y-0.5 text-accent" />
              <Standing group={group} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The way into a group, for people who are in none. */
export function NoGroup() {
  return (
    <p className="flex min-h-10 items-center text-muted text-sm">
      <span>
        <Link href={PATHS.groups} className="underline">
          Join a group or start one
        </Link>{" "}
        to read it together.
      </span>
    </p>
  );
}

/** Says whether a group has nominated, chosen or read a paper. */
export function Standing({
  group: { slug, name, nominated, chosenAt, readAt },
  timeZone,
}: {
  group: Mine;
  timeZone: string;
}) {
  return (
    <span>
      <Link href={groupPapersPath(slug)} className="underline">
        <bdi>{name}</bdi>
      </Link>
      <Before chosenAt={chosenAt} readAt={readAt} timeZone={timeZone} />
      {nominated ? `${chosenAt || readAt ? ", and it is" : ": already"} nominated` : null}
    </span>
  );
}
