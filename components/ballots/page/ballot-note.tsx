interface Props {
  note: string;
}

/** The organizer's note on a ballot, as plain text with its line breaks. */
export function BallotNote({ note }: Props) {
  if (note === "") return null;
  return (
    <p dir="auto" className="mb-6 max-w-[65ch] whitespace-pre-line">
      {note}
    </p>
  );
}
