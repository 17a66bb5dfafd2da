"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { keepIntent } from "@/components/people/sign-in/intent";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { signInPath } from "@/server/platform/web/addresses";
import { COMMENT_MAX } from "@/server/threads/rules";
import type { Place } from "@/server/threads/schema";
import { draftKey, keepDraft, readDraft } from "./draft";
import { WritingHelp } from "./writing-help";

interface Props {
  place: Place;
  label: string;
  /** Name of the draft in this thread, which the composer finds again. */
  draft: string;
  /** Path of the page that shows the composer once the guest has signed in. */
  back: string;
  onCancel: () => void;
}

/** The form in which a guest writes a comment. It stays in this browser and waits to be posted until they have signed in. */
export function GuestForm({ place, label, draft, back, onCancel }: Props) {
  const router = useRouter();
  const key = draftKey(place, draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState("");
  const [error, setError] = useState<string>();
  useEffect(() => {
    setBody(readDraft(key)?.body ?? "");
    field.current?.focus();
  }, [key]);

  const change = (words: string) => {
    setBody(words);
    keepDraft(key, { label: null, spoiler: null, ...readDraft(key), body: words });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === "") {
      setError("Write something first.");
      field.current?.focus();
      return;
    }
    keepIntent("comment", key);
    router.push(signInPath(back));
  };
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-3">
      <TextArea
        ref={field}
        label={label}
        hint="It stays in this browser until you have signed in. Then you can post it."
        rows={5}
        maxLength={COMMENT_MAX}
        value={body}
        error={error}
        onChange={({ target }) => change(target.value)}
        className="field-sizing-content max-h-[60vh] min-h-32"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary">
          Sign in to post it
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        <span className="ml-auto">
          <WritingHelp />
        </span>
      </div>
    </form>
  );
}
