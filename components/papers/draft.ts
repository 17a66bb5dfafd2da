import { z } from "zod";

const KEY = "colloquy.paper-draft";
const draft = z.object({
  title: z.string(),
  abstract: z.string(),
  authors: z.string(),
  url: z.string(),
  identifiers: z.string(),
});
type Draft = z.infer<typeof draft>;

/** Stores typed values in this tab, so that a broken connection or a reload loses nothing. */
export function saveDraft(values: Partial<Draft>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // Without storage, the draft lives as long as the page.
  }
}

/** Reads the values typed in this tab. */
export function readDraft(): Partial<Draft> {
  try {
    return draft.partial().parse(JSON.parse(sessionStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

/** Deletes the draft once it is saved. */
export function deleteDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Without storage there is no draft to delete.
  }
}
