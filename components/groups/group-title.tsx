"use client";

import clsx from "clsx";
import { useSelectedLayoutSegment } from "next/navigation";
import { Link } from "@/components/ui/links/link";
import { groupPath } from "@/server/platform/web/addresses";

interface Props {
  slug: string;
  name: string;
  description: string;
}

/**
 * The name of a group above its pages. On the first page it is the heading, with the full description;
 * the others have a heading of their own.
 */
export function GroupTitle({ slug, name, description }: Props) {
  const first = useSelectedLayoutSegment() === null;
  return (
    <>
      {first ? (
        <h1 className="font-semibold font-serif text-3xl leading-tight">
          <bdi>{name}</bdi>
        </h1>
      ) : (
        <p className="font-semibold font-serif text-xl leading-tight">
          <Link href={groupPath(slug)} className="no-underline hover:underline">
            <bdi>{name}</bdi>
          </Link>
        </p>
      )}
      {description ? (
        <p
          dir="auto"
          className={clsx(
            "mt-2 max-w-[65ch] text-muted",
            first ? "whitespace-pre-line" : "line-clamp-2",
          )}
        >
          {description}
        </p>
      ) : null}
    </>
  );
}
