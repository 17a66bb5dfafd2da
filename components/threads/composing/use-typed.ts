"use client";

import { useCallback, useRef, useState } from "react";
import { lazyLibrary } from "@/components/ui/library";
import type { Typed } from "../reading/use-thread";

type Kind = Pick<Typed, "label" | "spoiler">;

/** Sentences beside the fields that they are about. */
interface Faults {
  body?: string | undefined;
  spoiler?: string | undefined;
}

/** The rules of a comment, with the library that holds them to it. */
const rules = lazyLibrary(async () => (await import("@/server/threads/schema")).commentInput);

/** Fetches what checks a comment, so that it is there by the time that the comment is sent. */
export const fetchRules = () => void rules.fetch().catch(() => {});

/**
 * The fields of a comment while somebody types in them. They are few, and many pages show them, so they go without the
 * library of other forms. @param start the fields as they are at first
 */
export function useTyped(start: Typed) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [kind, setKind] = useState<Kind>({ label: start.label, spoiler: start.spoiler });
  const [faults, setFaults] = useState<Faults>({});
  /** Whether it was sent, and not without faults: from then on, each change is checked. */
  const watched = useRef(false);

  const read = useCallback((): Typed => ({ body: field.current?.value ?? "", ...kind }), [kind]);
  const write = useCallback(({ body, label, spoiler }: Typed) => {
    if (field.current) field.current.value = body;
    setKind({ label, spoiler });
  }, []);

  const check = async (typed: Typed): Promise<Typed | null> => {
    // Without the rules, a comment goes to the server as it is, which holds it to the same.
    const schema = await rules.fetch().catch(() => null);
    const found = schema?.safeParse(typed);
    const faultOf = (name: string) =>
      found?.error?.issues.find(({ path }) => path[0] === name)?.message;
    setFaults({ body: faultOf("body"), spoiler: faultOf("spoiler") });
    if (!found) return typed;
    return found.data ?? null;
  };
  return {
    field,
    kind,
    setKind,
    faults,
    read,
    write,
    /** Checks again what has faults. */
    onChange: (typed: Typed) => {
      if (watched.current) void check(typed);
    },
    /** The comment as it is sent; null if it has faults, which are shown. */
    async checked(): Promise<Typed | null> {
      watched.current = true;
      const typed = await check(read());
      if (!typed) field.current?.focus();
      return typed;
    },
    /** Shows why it was not taken. */
    refused: (sentence: string) => setFaults({ body: sentence }),
    clear() {
      watched.current = false;
      setFaults({});
      write({ body: "", label: null, spoiler: null });
    },
  };
}
