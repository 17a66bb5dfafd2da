"use client";

import { useId } from "react";
import { TextField } from "@/components/ui/fields/field";
import { LABELS, SPOILER_MAX } from "@/server/threads/rules";
import type { Label } from "@/server/threads/schema";
import { LABEL_WORDS } from "./labels";

interface Kind {
  label: Label | null;
  /** The part that the comment gives away; null if it contains no spoiler. */
  spoiler: string | null;
}

interface Props extends Kind {
  error: string | undefined;
  onChange: (kind: Kind) => void;
}

/** Fields for the label and the spoiler warning of a comment. */
export function CommentKind({ label, spoiler, error, onChange }: Props) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
        <span className="inline-flex items-center gap-2">
          <label htmlFor={id}>This is</label>
          <select
            id={id}
            value={label ?? ""}
            onChange={({ target }) =>
              onChange({ label: LABELS.find((one) => one === target.value) ?? null, spoiler })
            }
            className="min-h-10 rounded-md border border-line bg-surface px-2"
          >
            <option value="">a comment</option>
            {LABELS.map((one) => (
              <option key={one} value={one}>
                {LABEL_WORDS[one]}
              </option>
            ))}
          </select>
        </span>
        <label className="inline-flex min-h-10 cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            checked={spoiler !== null}
            onChange={({ target }) => onChange({ label, spoiler: target.checked ? "" : null })}
            className="size-5 accent-[var(--accent)]"
          />
          Contains a spoiler
        </label>
      </div>
      {spoiler === null ? null : (
        <TextField
          label="What it spoils"
          hint="Readers see this, such as “section 4”, before they reveal the comment."
          maxLength={SPOILER_MAX}
          value={spoiler}
          error={error ?? null}
          onChange={({ target }) => onChange({ label, spoiler: target.value })}
        />
      )}
    </div>
  );
}
