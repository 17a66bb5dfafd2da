"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { Link } from "@/components/ui/links/link";
import { groupPath } from "@/server/platform/web/addresses";

interface Props {
  slug: string;
  name: string;
}

/** The name of a group above its pages: the heading of the first one, and a line above that of the others. */
export function GroupTitle({ slug, name }: Props) {
  if (useSelectedLayoutSegment() !== null) {
    return (
      <p className="font-semibold font-serif text-lg leading-snug">
        <Link
          href={groupPath(slug)}
          className="block w-fit max-w-full truncate no-underline hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
      </p>
    );
  }
  return (
    <h1 className="mt-4 font-semibold font-serif text-3xl leading-tight">
      <bdi>{name}</bdi>
    </h1>
  );
}
