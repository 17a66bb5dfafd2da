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
      <code className="break-all font-semibold text-ink">{grouped(receipt)}</code>. With it you find
      your vote in the record, once the ballot is closed.
      {secret ? " Nobody else sees whose it is." : " On this ballot your name stands beside it."}
    </p>
  );
}

/** In groups of four, as people read it aloud or write it down. */
function grouped(receipt: string): string {
  return receipt.match(/.{1,4}/g)?.join("-") ?? receipt;
}
