/** The rule in plain words, for who wants to check. */
export function HowItIsCounted() {
  return (
    <div className="grid max-w-[65ch] gap-2 text-muted text-sm">
      <p>
        Every member ticks as many papers as she likes, each tick is one approval, and the paper
        with the most approvals is chosen. This is approval voting. A vote without any tick is an
        abstention.
      </p>
      <p>
        If papers have equally many, the one that was nominated earlier is chosen; of two nominated
        in the same instant, the one with the lower id. The order stands since the ballot was
        opened, and nobody can change it. Who ticked what, nobody but the member herself can see.
      </p>
    </div>
  );
}
