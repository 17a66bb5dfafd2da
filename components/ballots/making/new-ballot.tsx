import { Link } from "@/components/ui/links/link";
import { ballotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { newBallotDefaults } from "./ballot-defaults";
import { BallotForm } from "./ballot-form";

interface Props {
  head: RouterOutputs["groups"]["head"];
  pool: RouterOutputs["nominations"]["choice"];
  /** The group's open ballot. */
  open: RouterOutputs["ballots"]["overview"]["open"];
  now: Date;
}

/** The form of a new ballot; beside an open ballot it can only be planned or kept as a draft. */
export function NewBallot({ head: { slug, name, timeZone }, pool, open, now }: Props) {
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
        defaults={newBallotDefaults(pool, timeZone, now, open !== null)}
        ballotId={null}
        busy={open !== null}
      />
    </>
  );
}
