"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { countInWords } from "@/server/platform/text/words";
import { PER_DAY_USUAL, WATCHES_MAX } from "@/server/watches/schema";
import type { RouterInputs, RouterOutputs } from "@/trpc/client";

type Shown = Extract<RouterOutputs["siteWatches"]["preview"], { of: "feeds" }>;

interface Props extends Shown {
  pending: boolean;
  onAdd(input: RouterInputs["siteWatches"]["add"]): void;
}

/** The feeds of a list, of which some can be chosen. */
export function FeedsPreview({ feeds, left, pending, onAdd }: Props) {
  const free = feeds.filter(({ watched }) => !watched);
  const [chosen, setChosen] = useState(
    () => new Set(free.slice(0, WATCHES_MAX).map(({ place }) => place.query)),
  );
  const toggle = (query: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(query);
    else next.delete(query);
    setChosen(next);
  };
  const add = () => {
    const wanted = free.filter(({ place }) => chosen.has(place.query));
    onAdd({ watches: wanted.map(({ place, name }) => ({ place, name, perDay: PER_DAY_USUAL })) });
  };
  return (
    <Card className="mt-4">
      <p className="font-medium">
        {feeds.length === 0
          ? "This list has no feeds that can be watched."
          : `This list has ${countInWords(feeds.length, "feed")}.`}
      </p>
      {left > 0 ? (
        <p className="mt-1 text-muted text-sm">
          {countInWords(left, "other entry", "other entries")} cannot be watched.
        </p>
      ) : null}
      <ul className="mt-3 grid gap-2">
        {feeds.map(({ place, name, watched }) => (
          <li key={place.query}>
            <label className="flex items-start gap-3">
              <input
                type="checkbox"
                className="mt-1 size-4 accent-[var(--accent)]"
                checked={chosen.has(place.query)}
                disabled={watched}
                onChange={(event) => toggle(place.query, event.target.checked)}
              />
              <span className="min-w-0">
                <bdi>{name}</bdi>
                <span className="wrap-anywhere block text-muted text-sm">
                  {watched ? "Watched already: " : ""}
                  {place.query}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {free.length > 0 ? (
        <div className="mt-4">
          <Button variant="primary" pending={pending} disabled={chosen.size === 0} onClick={add}>
            Set up {countInWords(chosen.size, "watch", "watches")}
          </Button>
          <p className="mt-1 text-muted text-sm">
            Each brings at most {PER_DAY_USUAL} papers a day. You can change that later.
          </p>
        </div>
      ) : null}
    </Card>
  );
}
