"use client";

import { SelectField, TextField } from "@/components/ui/fields/field";
import { MoreChoices } from "@/components/ui/fields/more-choices";
import { type AuthorPart, guessPart, writtenName } from "@/server/papers/catalogue/authors/rules";
import { countInWords } from "@/server/platform/text/words";

/** The known parts of names, by the name. */
export type PartsByName = Readonly<Record<string, AuthorPart | null>>;

/** The names of authors as typed, one per line. */
export function namesIn(typed: string): string[] {
  return typed
    .split(/\r?\n/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

/** Lists the known parts of these names, in order; nothing if none is known. */
export function partsOf(names: readonly string[], known: PartsByName): (AuthorPart | null)[] {
  const parts = names.map((name) => known[name] ?? null);
  return parts.some(Boolean) ? parts : [];
}

interface Props {
  names: readonly string[];
  known: PartsByName;
  /** @param name what the author is called from now on */
  onChange(was: string, name: string, part: AuthorPart | null): void;
}

/** Inputs for the kind of each author, and for the parts of a person's name. */
export function AuthorParts({ names, known, onChange }: Props) {
  const distinct = [...new Set(names)];
  const told = distinct.filter((name) => known[name]).length;
  return (
    <MoreChoices
      title="Family names and organizations"
      now={
        told === distinct.length && told > 0
          ? "Known for all authors."
          : `Known for ${told} of ${countInWords(distinct.length, "author")}.`
      }
    >
      <p className="text-muted text-sm">
        References and exported files write names by these parts: “Lovelace, A.”, and the name of an
        organization as it is.
      </p>
      {distinct.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name changes while it is typed
        <Author key={place} name={name} part={known[name] ?? null} onChange={onChange} />
      ))}
    </MoreChoices>
  );
}

function Author({
  name,
  part,
  onChange,
}: { name: string; part: AuthorPart | null } & Pick<Props, "onChange">) {
  const kind = part?.kind ?? "";
  const choose = (chosen: string) => {
    if (chosen === "person") onChange(name, name, guessPart(name));
    else onChange(name, name, chosen === "organization" ? { kind: "organization" } : null);
  };
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="mb-1 font-medium text-sm">
        <bdi>{name}</bdi>
      </legend>
      <SelectField label="Kind" value={kind} onChange={({ target }) => choose(target.value)}>
        <option value="">Not said</option>
        <option value="person">Person</option>
        <option value="organization">Organization</option>
      </SelectField>
      {part?.kind === "person" ? <Parts name={name} part={part} onChange={onChange} /> : null}
    </fieldset>
  );
}

function Parts({
  name,
  part,
  onChange,
}: {
  name: string;
  part: Extract<AuthorPart, { kind: "person" }>;
} & Pick<Props, "onChange">) {
  const change = (next: typeof part) => {
    // A name that is its parts follows them. Any other, such as one with initials, stays as printed.
    const follows = writtenName(part) === name && writtenName(next) !== "";
    onChange(name, follows ? writtenName(next) : name, next);
  };
  return (
    <>
      <TextField
        label="Given names"
        maxLength={200}
        autoComplete="off"
        value={part.given ?? ""}
        onChange={({ target }) => change({ ...part, given: target.value || null })}
      />
      <TextField
        label="Family name"
        maxLength={200}
        autoComplete="off"
        value={part.family}
        error={part.family.trim() === "" ? "Enter the family name." : null}
        onChange={({ target }) => change({ ...part, family: target.value })}
      />
    </>
  );
}
