"use client";

import { useState } from "react";
import { Link } from "@/components/ui/links/link";
import { authorPath } from "@/server/platform/web/addresses";

/** Names shown before the rest is folded: some papers have thousands. */
const SHOWN = 12;

/** The authors of a paper, in their order, each with a link to the papers by authors of that name. */
export function Authors({ names, keys }: { names: string[]; keys: (string | null)[] }) {
  const [all, setAll] = useState(names.length <= SHOWN + 2);
  const shown = all ? names : names.slice(0, SHOWN);
  return (
    <p className="mt-3 text-lg leading-snug">
      {shown.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two authors may have one name
        <span key={place}>
          {place > 0 ? ", " : ""}
          <AuthorName name={name} authorKey={keys[place] ?? null} />
        </span>
      ))}
      {all ? null : (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="ml-1.5 min-h-7 text-accent text-base underline"
        >
          and {names.length - SHOWN} more
        </button>
      )}
    </p>
  );
}

function AuthorName({ name, authorKey }: { name: string; authorKey: string | null }) {
  if (authorKey === null) return <bdi>{name}</bdi>;
  return (
    <Link
      href={authorPath(authorKey)}
      className="inline-block min-h-6 no-underline hover:underline"
    >
      <bdi>{name}</bdi>
    </Link>
  );
}
