"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields/field";
import { identifiersTyped, TYPE_NAMES } from "@/server/papers/catalogue/identifiers/rules";
import type { PaperFields } from "@/server/papers/corrections/rules";
import { distinct } from "@/server/papers/pasting/rules";

type Identifier = PaperFields["identifiers"][number];
type IdentifierType = Identifier["type"];

interface Props {
  identifiers: readonly Identifier[];
  error: string | null;
  onChange(identifiers: Identifier[]): void;
}

/** The list of further identifiers, with a box that recognizes what is pasted. */
export function FurtherIdentifiers({ identifiers, error, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const [type, setType] = useState<IdentifierType | "">("");
  const [problem, setProblem] = useState<string | null>(null);
  const add = () => {
    const found = identifiersTyped(typed, type || null);
    if (found.length === 0) {
      setProblem(
        type
          ? `This is no identifier of the type “${TYPE_NAMES[type]}”.`
          : "We do not know this identifier. Choose its type, or paste its link.",
      );
      return;
    }
    onChange(distinct([...identifiers, ...found]));
    setTyped("");
    setType("");
    setProblem(null);
  };
  return (
    <fieldset className="grid gap-3 rounded-lg border border-line bg-surface px-4 pt-2 pb-4">
      <legend className="px-1 font-medium text-sm">Other identifiers (optional)</legend>
      {identifiers.length > 0 ? (
        <ul className="grid gap-1">
          {identifiers.map(({ type, value }) => (
            <li key={`${type} ${value}`} className="flex flex-wrap items-center gap-x-3">
              <span className="text-muted text-sm">{TYPE_NAMES[type]}</span>
              <span className="wrap-anywhere">{value}</span>
              <Button
                variant="quiet"
                size="small"
                aria-label={`Remove ${TYPE_NAMES[type]} ${value}`}
                onClick={() =>
                  onChange(identifiers.filter((id) => id.type !== type || id.value !== value))
                }
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-[1fr_14rem]">
        <TextField
          label="Add an identifier"
          hint="A link or an identifier of any kind, such as PMC2424242."
          maxLength={2000}
          autoComplete="off"
          value={typed}
          error={problem ?? error}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <SelectField
          label="Type"
          value={type}
          onChange={({ target }) => setType(target.value as IdentifierType | "")}
        >
          <option value="">Recognized</option>
          {Object.entries(TYPE_NAMES).map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <div>
        <Button size="small" onClick={add}>
          Add to the list
        </Button>
      </div>
    </fieldset>
  );
}
