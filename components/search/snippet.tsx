import type { Segment } from "@/server/papers/search/schema";

/** The text around matching words. It comes as text, never as HTML. */
export function Snippet({ words }: { words: Segment[] }) {
  return (
    <p dir="auto" className="break-words">
      <Marked words={words} />
    </p>
  );
}

/** A text with its matching words marked. */
export function Marked({ words }: { words: Segment[] }) {
  return (
    <>
      {words.map(({ text, hit }, at) =>
        hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
          <mark key={at} className="rounded-sm bg-sunken px-0.5 font-semibold text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
