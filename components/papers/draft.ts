import { z } from "zod";

const KEY = "colloquy.paper-draft";
const draft = z.object({
  title: z.string(),
  abstract: z.string(),
  authors: z.string(),
  url: z.string(),
});
type Draft = z.infer<typeof draft>;

/** Keeps what is being typed in this tab, so that a broken connection or a reload costs nothing. */
export function keepDraft(values: Partial<Draft>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // Without storage it is kept as long as the page is.
  }
}

/** What was being typed in this tab, or nothing. */
export function keptDraft(): Partial<Draft> {
  try {
    return draft.partial().parse(JSON.parse(sessionStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

/** Lets go of it, once it has arrived. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // There was nothing to let go of.
  }
}
