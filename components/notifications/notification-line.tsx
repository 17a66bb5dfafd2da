"use client";

import clsx from "clsx";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { sentenceOf } from "@/server/notifications/rules";
import type { ShownNotification } from "@/server/notifications/schema";
import { countInWords } from "@/server/platform/text/words";

interface Props {
  line: ShownNotification;
  timeZone: string;
  onMark(read: boolean): void;
}

/** One line of the list. Following its link marks it read. */
export function NotificationLine({ line, timeZone, onMark }: Props) {
  const { unread, path, until, count, kind, detail } = line;
  const icon = unread ? "lucide--mail-open" : "lucide--mail";
  return (
    <li className="flex items-start gap-3 px-4 py-3 hover:bg-sunken">
      <span
        aria-hidden
        className={clsx(
          "mt-2 size-2 shrink-0 rounded-full",
          unread ? "bg-accent" : "bg-transparent",
        )}
      />
      <div className="min-w-0 grow">
        <Link
          href={path}
          onClick={() => unread && onMark(true)}
          className={clsx(
            "inline-block py-1 no-underline hover:underline",
            unread && "font-medium",
          )}
        >
          {unread ? <span className="sr-only">Unread: </span> : null}
          {sentenceOf(line).map((piece, at) =>
            typeof piece === "string" ? (
              piece
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other name
              <bdi key={at}>{piece.name}</bdi>
            ),
          )}
        </Link>
        <p className="flex flex-wrap gap-x-4 text-muted text-sm">
          <When date={until} timeZone={timeZone} relative />
          {detail?.of === "meeting" && detail.state !== "cancelled" ? (
            <span>
              On <When date={detail.startsAt} timeZone={timeZone} />
            </span>
          ) : null}
          {kind === "comment" && count > 1 ? <span>{countInWords(count, "comment")}</span> : null}
        </p>
      </div>
      <Button
        variant="quiet"
        size="small"
        aria-label={unread ? "Mark as read" : "Mark as unread"}
        title={unread ? "Mark as read" : "Mark as unread"}
        onClick={() => onMark(unread)}
        className="size-10 shrink-0 px-0"
      >
        <Icon of={icon} className="size-4" />
      </Button>
    </li>
  );
}
