import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

interface Around {
  label: string;
  hint?: ReactNode;
  error?: string | null;
}

const BOX =
  "w-full rounded-md border border-line bg-surface px-3 py-2 text-ink placeholder:text-muted aria-invalid:border-danger";

function useDescribed({ hint, error }: Around) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
  };
}

function Frame({ id, label, hint, error, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** A text input with its label, hint and error. */
export function TextField({
  label,
  hint,
  error,
  className,
  ...rest
}: ComponentProps<"input"> & Around) {
  const wired = useDescribed({ label, hint, error });
  return (
    <Frame id={wired.id} label={label} hint={hint} error={error}>
      <input {...rest} {...wired} className={clsx(BOX, className)} />
    </Frame>
  );
}

/** A text input of several lines. */
export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: ComponentProps<"textarea"> & Around) {
  const wired = useDescribed({ label, hint, error });
  return (
    <Frame id={wired.id} label={label} hint={hint} error={error}>
      <textarea rows={5} {...rest} {...wired} className={clsx(BOX, className)} />
    </Frame>
  );
}

/** A drop-down list. Its options are the children. */
export function SelectField({
  label,
  hint,
  error,
  className,
  ...rest
}: ComponentProps<"select"> & Around) {
  const wired = useDescribed({ label, hint, error });
  return (
    <Frame id={wired.id} label={label} hint={hint} error={error}>
      <select {...rest} {...wired} className={clsx(BOX, className)} />
    </Frame>
  );
}
