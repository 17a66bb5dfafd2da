import clsx from "clsx";
import type { ComponentProps } from "react";

interface Option {
  value: string;
  label: string;
  sentence: string;
}

interface Props {
  legend: string;
  options: readonly Option[];
  /** Properties of each radio button from the form library. */
  register: Omit<ComponentProps<"input">, "type" | "value">;
}

/** Radio buttons, each with a sentence that explains it. */
export function ChoiceField({ legend, options, register }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {options.map(({ value, label, sentence }) => (
        <label
          key={value}
          className={clsx(
            "grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-md border border-line bg-surface px-3 py-2.5",
            "hover:bg-sunken has-[:checked]:border-accent has-[:checked]:bg-sunken",
          )}
        >
          <input
            {...register}
            type="radio"
            value={value}
            className="mt-1 size-4 accent-[var(--accent)]"
          />
          <span>
            <span className="font-medium">{label}</span>
            <span className="block text-muted text-sm">{sentence}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
