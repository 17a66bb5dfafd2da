"use client";

import { useState } from "react";

/** Names shown before the rest is folded: some papers have thousands. */
const SHOWN = 12;

/** The authors of a paper, in their order. */
export function Authors({ names }: { names: string[] }) {
  const [all, setAll] = useState(names.length <= SHOWN + 2);
  const shown = all ? names : names.slice(0, SHOWN);
  return (
    <p className="mt-3 text-lg leading-snug">
      {shown.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two authors may have one name
        <span key={place}>
          {place > 0 ? ", " : ""}
          <bdi>{name}</bdi>
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
