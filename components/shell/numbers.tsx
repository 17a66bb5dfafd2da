import { numberWithCommas } from "@/server/platform/text/words";

/** Numbers in boxes, each with the words that say what it counts. */
export function Numbers({ of }: { of: readonly (readonly [words: string, value: number])[] }) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {of.map(([words, value]) => (
        <div
          key={words}
          className="flex flex-col-reverse justify-end rounded-lg border border-line bg-surface p-4"
        >
          <dt className="text-muted text-sm">{words}</dt>
          <dd className="font-serif text-2xl tabular-nums">{numberWithCommas(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
