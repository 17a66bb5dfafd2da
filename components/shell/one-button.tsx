"use client";

import { Notice } from "@/components/people/notice";
import { Button } from "@/components/ui/button";
import { sentenceOf } from "./errors";

interface Props {
  /** The machine door that does the same where no script runs. */
  action: string;
  /** Label of the button. */
  children: string;
  pending: boolean;
  error: unknown;
  onPress: () => void;
}

/** The one button behind the link of an email: looking changes nothing. Works as a plain form too. */
export function OneButton({ action, children, pending, error, onPress }: Props) {
  return (
    <form
      method="post"
      action={action}
      onSubmit={(event) => {
        event.preventDefault();
        onPress();
      }}
      className="grid max-w-md gap-4"
    >
      {error ? <Notice kind="wrong">{sentenceOf(error)}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {children}
        </Button>
      </div>
    </form>
  );
}
