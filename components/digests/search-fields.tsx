"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { QUERY_MAX, type SourceInput, sourceKey } from "@/server/digests/schema";

interface Props {
  sources: readonly SourceInput[];
  onChange: (sources: SourceInput[]) => void;
}

/** Saved searches, for new papers that match all of the words. */
export function Searches({ sources, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLDivElement>(null);
  const id = useId();
  const searches = sources.filter((source) => source.kind === "search");
  const add = () => {
    const query = typed.replace(/\s+/g, " ").trim();
    const source = { kind: "search", query } as const;
    if (query === "" || sources.some((one) => sourceKey(one) === sourceKey(source))) return;
    onChange([...sources, source]);
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // Enter adds the search instead of saving the form.
    event.preventDefault();
    add();
  };
  return (
    <fieldset className="grid min-w-0 gap-2" aria-describedby={id}>
      <legend className="mb-1 font-medium text-sm">New papers matching a search</legend>
      <p id={id} className="text-muted text-sm">
        A paper matches if its title, authors or abstract contain all of the words. Quotes, OR, a
        minus and operators such as <code>author:</code> mean the same as in the search.
      </p>
      {searches.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {searches.map((source) => (
            <li
              key={sourceKey(source)}
              className="flex min-h-10 items-center gap-1 rounded-md border border-accent bg-sunken pl-3"
            >
              <bdi>{source.query}</bdi>
              <button
                type="button"
                aria-label={`Remove the search: ${source.query}`}
                className="grid size-10 place-items-center rounded-md hover:text-accent"
                onClick={() => {
                  onChange(sources.filter((one) => one !== source));
                  field.current?.querySelector("input")?.focus();
                }}
              >
                <Icon of="lucide--x" className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div ref={field} className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 grow basis-60">
          <TextField
            label="Words"
            value={typed}
            maxLength={QUERY_MAX}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <Button onClick={add} disabled={typed.trim() === ""}>
          <Icon of="lucide--plus" className="size-4" />
          Add search
        </Button>
      </div>
    </fieldset>
  );
}
