import type { Ballot } from "@/components/ballots/ballot";

interface Props {
  draw: NonNullable<Ballot["draw"]>;
  /** Whether the draw was needed. */
  tied: boolean;
}

/** The draw that breaks ties: its hash, its seed, and how to repeat it. */
export function TheDraw({ draw: { seal, seed }, tied }: Props) {
  return (
    <section aria-labelledby="draw" className="mt-8">
      <h2 id="draw" className="mb-2 font-semibold">
        The draw
      </h2>
      <p className="max-w-[70ch] text-muted text-sm">
        {tied
          ? "Papers were tied, and the draw decided between them."
          : "No papers were tied for a place that counts, so the draw was not needed."}{" "}
        Its seed was created when the ballot opened, and only the seal was shown until the ballot
        closed. Nobody could change the seed afterwards, and nobody knew it before.
      </p>
      <dl className="mt-2 grid gap-1 text-sm">
        <dt className="text-muted">Seal (SHA-256 of the seed)</dt>
        <dd>
          <code className="break-all">{seal}</code>
        </dd>
        {seed ? (
          <>
            <dt className="text-muted">Seed</dt>
            <dd>
              <code className="break-all">{seed}</code>
            </dd>
          </>
        ) : null}
      </dl>
      <p className="mt-2 max-w-[70ch] text-muted text-sm">
        To repeat the draw, write the seed, a colon and a paper’s ID from the record, and take the
        SHA-256 of that. Sort the papers by it; the first of the tied papers wins. The command{" "}
        <code className="whitespace-nowrap">npm run tally -- record.json</code> does it for you.
      </p>
    </section>
  );
}
