import type { Segment } from "@/server/moderation/schema";

/** The words around what was asked for. They come as text, never as HTML. */
export function Snippet({ words }: { words: Segment[] }) {
  return (
    <p dir="auto" className="break-words">
      {words.map(({ text, hit }, at) =>
        hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one text, in their order
          <mark key={at} className="rounded-sm bg-sunken px-0.5 font-semibold text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </p>
  );
}
