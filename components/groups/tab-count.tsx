/** A number beside a link, for things that wait there; nothing for none. @param words what it counts, for screen readers */
export function TabCount({ count, words }: { count: number; words: string }) {
  if (count === 0) return null;
  return (
    <span className="rounded-full bg-accent px-1.5 text-on-accent text-xs">
      {count}
      <span className="sr-only"> {words}</span>
    </span>
  );
}
