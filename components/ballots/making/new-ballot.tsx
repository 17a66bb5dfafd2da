import { Link } from "@/components/ui/links/link";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import { ballotsPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { choicesLike, copyDefaults, newBallotDefaults, usualChoices } from "./ballot-defaults";
import { BallotForm } from "./ballot-form";

interface Props {
  head: RouterOutputs["groups"]["head"];
  pool: RouterOutputs["nominations"]["choice"];
  /** The group's open ballots. */
  open: RouterOutputs["ballots"]["overview"]["open"];
  /** The choices of the group's last ballot; null before the first one. */
  last: RouterOutputs["ballots"]["lastChoices"];
  /** The ballot to copy. */
  like: RouterOutputs["ballots"]["page"] | null;
  now: Date;
}

/** The form of a new ballot, beside those that are open. */
export function NewBallot({ head: { slug, name, timeZone }, pool, open, last, like, now }: Props) {
  const usual = usualChoices(timeZone, now);
  const before = last && choicesLike(last, timeZone, now);
  const copied = like?.openedAt && choicesLike({ ...like, openedAt: like.openedAt }, timeZone, now);
  const defaults =
    like && copied ? copyDefaults(like, pool, copied) : newBallotDefaults(pool, before ?? usual);
  return (
    <>
      {open.length > 0 ? (
        <p className="mb-6 max-w-[65ch]">
          {countInWords(open.length, "ballot")} {pluralOf(open.length, "is", "are")}{" "}
          <Link href={ballotsPath(slug)} className="underline">
            open already
          </Link>
          . A paper can be on one open ballot at a time.
        </p>
      ) : null}
      <BallotForm
        group={slug}
        name={name}
        timeZone={timeZone}
        pool={pool}
        defaults={defaults}
        offered={before && !copied ? { last: before, usual } : null}
        ballotId={null}
      />
    </>
  );
}
