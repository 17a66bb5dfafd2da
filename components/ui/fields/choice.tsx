"use client";

import { type ReactNode, useId } from "react";

interface Option<Value extends string> {
  value: Value;
  label: ReactNode;
  /** The meaning, in a line. */
  sentence?: string;
  disabled?: boolean;
}

interface Props<Value extends string> {
  legend: ReactNode;
  options: readonly Option<Value>[];
  value: Value;
  onChange(value: Value): void;
}

/** Radio buttons, each with a sentence that explains it. */
export function Choice<Value extends string>({ legend, options, value, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-md border border-line bg-surface px-3 py-2.5 hover:bg-sunken has-[:checked]:border-accent has-[:checked]:bg-sunken has-[:disabled]:opacity-60"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            className="mt-1 size-4 accent-[var(--accent)]"
          />
          <span>
            <span className="font-medium">{option.label}</span>
            {option.sentence ? (
              <span className="block text-muted text-sm">{option.sentence}</span>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
