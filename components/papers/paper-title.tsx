import type { ShownTitle } from "@/server/papers/schema";

/** A paper's title with its mathematics. Most titles have none and are plain text. */
export function PaperTitle({ of: { title, titleHtml } }: { of: ShownTitle }) {
  if (titleHtml === undefined) return title;
  return (
    <span
      // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server, except its formulas
      dangerouslySetInnerHTML={{ __html: titleHtml }}
    />
  );
}
