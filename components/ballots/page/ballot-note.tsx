interface Props {
  note: string;
}

/** Characters of a note that leave the first paper on a phone's screen. */
const SHORT = 140;

/** The organizer's note on a ballot, as plain text with its line breaks; a long one is folded. */
export function BallotNote({ note }: Props) {
  if (note === "") return null;
  if (note.length <= SHORT && !note.includes("\n")) {
    return (
      <p dir="auto" className="mb-4 max-w-[65ch] wrap-anywhere">
        {note}
      </p>
    );
  }
  return (
    <details className="group mb-4 max-w-[65ch]">
      <summary
        dir="auto"
        className="line-clamp-2 cursor-pointer wrap-anywhere group-open:line-clamp-none group-open:whitespace-pre-line"
      >
        {note}
      </summary>
    </details>
  );
}
