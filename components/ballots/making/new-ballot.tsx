import { Link } from "@/components/ui/links/link";
import { ballotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { choicesLike, copyDefaults, newBallotDefaults, usualChoices } from "./ballot-defaults";
import { BallotForm } from "./ballot-form";

interface Props {
  head: RouterOutputs["groups"]["head"];
  pool: RouterOutputs["nominations"]["choice"];
  /** The group's open ballot. */
  open: RouterOutputs["ballots"]["overview"]["open"];
  /** The choices of the group's last ballot; null before the first one. */
  last: RouterOutputs["ballots"]["lastChoices"];
  /** The ballot to copy. */
  like: RouterOutputs["ballots"]["page"] | null;
  now: Date;
}

/** The form of a new ballot; beside an open ballot it can only be planned or kept as a draft. */
export function NewBallot({ head: { slug, name, timeZone }, pool, open, last, like, now }: Props) {
  const usual = usualChoices(timeZone, now);
  const before = last && choicesLike(last, timeZone, now);
  const busy = open !== null;
  const copied = like?.openedAt && choicesLike({ ...like, openedAt: like.openedAt }, timeZone, now);
  const defaults =
    like && copied
      ? copyDefaults(like, pool, copied, busy)
      : newBallotDefaults(pool, before ?? usual, busy);
  return (
    <>
      {open ? (
        <p className="mb-6 max-w-[65ch]">
          A ballot is already open, and only one can be open at a time. Plan this one for later,
          save it as a draft, or see{" "}
          <Link href={ballotPath(slug, open.id)} className="underline">
            the open ballot
          </Link>
          .
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
        busy={busy}
      />
    </>
  );
}
