"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { groupListPath, ownListPath } from "@/server/platform/web/addresses";
import { moveByOne } from "@/server/shelves/rules";
import { listInShort } from "../words";
import { useListCalls } from "./use-list-calls";

const ListForm = dynamic(() => import("./list-form").then((one) => one.ListForm));

interface Listed {
  id: string;
  name: string;
  description: string;
  count: number;
  link: string | null;
}

interface Props {
  /** The address of the group; null for the viewer's own. */
  group: string | null;
  lists: readonly Listed[];
  /** Whether the viewer looks after the lists. */
  mayChange: boolean;
}

/** Lists of papers in their order, with a form for a new one. */
export function Lists({ group, lists, mayChange }: Props) {
  return (
    <div className="grid gap-8">
      {lists.length === 0 ? (
        <Empty title="There are no lists yet">
          {mayChange
            ? "Make one below, such as “For the seminar”, and add papers with “Keep” on their pages."
            : "An organizer of the group can make one. Then every member can add papers."}
        </Empty>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {lists.map((list) => (
            <li key={list.id} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0 wrap-anywhere">
                <h2 className="font-semibold font-serif text-lg leading-snug">
                  <Link
                    href={group ? groupListPath(group, list.id) : ownListPath(list.id)}
                    className="no-underline hover:underline"
                  >
                    <bdi>{list.name}</bdi>
                  </Link>
                </h2>
                {list.description ? <p className="text-sm">{list.description}</p> : null}
                <p className="text-muted text-sm">{listInShort(list)}</p>
              </div>
              {mayChange && lists.length > 1 ? (
                <Places group={group} lists={lists} list={list} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayChange ? (
        <section aria-labelledby="new-list" className="max-w-xl">
          <h2 id="new-list" className="mb-3 font-semibold font-serif text-xl">
            New list
          </h2>
          <ListForm group={group} />
        </section>
      ) : null}
    </div>
  );
}

/** Buttons that move a list by one place. */
function Places({ group, lists, list }: Omit<Props, "mayChange"> & { list: Listed }) {
  const calls = useListCalls(group);
  const { refresh, refreshing } = useRefresh();
  const ids = lists.map(({ id }) => id);
  const order = useMutation({
    mutationFn: (by: -1 | 1) => calls.order(moveByOne(ids, list.id, by)),
    onError: (error) => showRefusal(error),
    onSettled: refresh,
  });
  const at = ids.indexOf(list.id);
  const pending = order.isPending || refreshing;
  return (
    <div className="flex shrink-0 gap-1">
      <Button
        size="small"
        variant="quiet"
        aria-label={`Move ${list.name} up`}
        disabled={at === 0}
        pending={pending}
        onClick={() => order.mutate(-1)}
      >
        <Icon of="lucide--arrow-up" className="size-4" />
      </Button>
      <Button
        size="small"
        variant="quiet"
        aria-label={`Move ${list.name} down`}
        disabled={at === ids.length - 1}
        pending={pending}
        onClick={() => order.mutate(1)}
      >
        <Icon of="lucide--arrow-down" className="size-4" />
      </Button>
    </div>
  );
}
