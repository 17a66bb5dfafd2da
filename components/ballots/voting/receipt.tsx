interface Props {
  receipt: string;
  /** Whether nobody learns who voted how. */
  secret: boolean;
}

/** By which a member finds her vote in the record of the ballot. */
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

/** In groups of four, as people read it aloud or write it down. */
function grouped(receipt: string): string {
  return receipt.match(/.{1,4}/g)?.join("-") ?? receipt;
}
