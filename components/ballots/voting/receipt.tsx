interface Props {
  receipt: string;
  /** Whether nobody learns how others voted. */
  secret: boolean;
}

/** The receipt under which members find their vote in the record. */
export function Receipt({ receipt, secret }: Props) {
  return (
    <p className="mt-4 text-muted text-sm">
      {"Your receipt: "}
      <code className="break-all font-semibold text-ink">{grouped(receipt)}</code>. Use it to find
      your vote in the record once the ballot has closed.
      {secret
        ? " Nobody else can see that it is yours."
        : " On this ballot, your name is shown with it."}
    </p>
  );
}

/** Digits in groups of four, to read aloud or write down. */
function grouped(receipt: string): string {
  return receipt.match(/.{1,4}/g)?.join("-") ?? receipt;
}
