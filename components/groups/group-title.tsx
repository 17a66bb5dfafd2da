"use client";

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
  if (useSelectedLayoutSegment() !== null) {
    return (
      <p className="truncate font-semibold font-serif text-lg leading-tight">
        <Link href={groupPath(slug)} className="no-underline hover:underline">
          <bdi>{name}</bdi>
        </Link>
      </p>
    );
  }
  return (
    <>
      <h1 className="mt-4 font-semibold font-serif text-3xl leading-tight">
        <bdi>{name}</bdi>
      </h1>
      {description ? (
        <p dir="auto" className="mt-2 max-w-[65ch] whitespace-pre-line text-muted">
          {description}
        </p>
      ) : null}
    </>
  );
}
