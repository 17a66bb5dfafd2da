"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { type SourceInput, sourceKey } from "@/server/digests/schema";
import { NAME_MAX } from "@/server/papers/authors/schema";
import { countInWords } from "@/server/platform/text/words";
import { useTRPC } from "@/trpc/client";

interface Listed {
  slug: string;
  name: string;
  /** The number of papers, of an author who was looked for. */
  papers?: number;
}

interface Option {
  source: SourceInput;
  label: string;
  sentence?: string;
}

interface Props {
  /** The authors that are named so far, by their keys. */
  known: readonly Listed[];
  sources: readonly SourceInput[];
  onChange: (sources: SourceInput[]) => void;
  /** Lists options to tick. */
  list: (legend: string, options: readonly Option[]) => ReactNode;
}

/** Authors whose new papers a digest brings, and a field that finds more of them by name. */
export function Authors({ known, sources, onChange, list }: Props) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [listed, setListed] = useState(known);
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState("");
  const id = useId();
  const find = async () => {
    const name = typed.replace(/\s+/g, " ").trim();
    if (name === "" || pending) return;
    setPending(true);
    try {
      const found = await client.fetchQuery(trpc.papers.authorsNamed.queryOptions({ name }));
      const fresh = found
        .filter(({ key }) => !listed.some(({ slug }) => slug === key))
        .map(({ key, name, papers }) => ({ slug: key, name, papers }));
      setListed([...listed, ...fresh]);
      const [only] = found;
      const source = only && ({ kind: "author", author: only.key } as const);
      if (!source) setAnswer(`No paper names “${name}”. Enter the given and the family name.`);
      else if (found.length > 1) {
        setAnswer(`${countInWords(found.length, "author")} found. Tick those that you mean.`);
      } else {
        setAnswer(`${only.name} is added.`);
        if (!sources.some((one) => sourceKey(one) === sourceKey(source)))
          onChange([...sources, source]);
        setTyped("");
      }
    } catch (error) {
      showRefusal(error);
    } finally {
      setPending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // Enter finds authors instead of saving the form.
    event.preventDefault();
    void find();
  };
  return (
    <div className="grid gap-3">
      {list(
        "New papers from authors",
        listed.map(({ slug, name, papers }) => ({
          source: { kind: "author", author: slug },
          label: name,
          ...(papers === undefined ? {} : { sentence: countInWords(papers, "paper") }),
        })),
      )}
      <fieldset className="grid min-w-0 gap-2" aria-describedby={id}>
        <legend className={listed.length > 0 ? "sr-only" : "mb-1 font-medium text-sm"}>
          {listed.length > 0 ? "More authors" : "New papers from authors"}
        </legend>
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 grow basis-60">
            <TextField
              label="Name of an author"
              value={typed}
              maxLength={NAME_MAX}
              onChange={({ target }) => setTyped(target.value)}
              onKeyDown={onKeyDown}
            />
          </div>
          <Button onClick={() => void find()} pending={pending} disabled={typed.trim() === ""}>
            Find
          </Button>
        </div>
        <p id={id} className="text-muted text-sm">
          An author is a name as papers give it: two people of one name are one author here.
        </p>
        <p role="status" className="text-sm empty:hidden">
          {answer}
        </p>
      </fieldset>
    </div>
  );
}
