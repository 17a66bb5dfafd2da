import { Link } from "@/components/ui/links/link";
import { signInPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  head: RouterOutputs["groups"]["head"];
  /** Whether nobody is signed in. */
  guest: boolean;
  /** The address to come back to after signing in, with the choice in it. */
  here: string;
}

/** Tells people who cannot vote how they can. */
export function HowToVote({ head, guest, here }: Props) {
  const { joinPolicy, asked } = head;
  return (
    <div className="mb-4 rounded-lg bg-sunken px-4 py-3">
      <p>
        Only members of this group can vote.{" "}
        {asked
          ? "You have asked to join. You can vote once an organizer lets you in."
          : WAYS[joinPolicy]}
      </p>
      {guest ? (
        <p className="mt-1">
          Are you a member?{" "}
          <Link href={signInPath(here)} rel="nofollow" className="underline">
            Sign in
          </Link>
          .
        </p>
      ) : null}
    </div>
  );
}

const WAYS = {
  open: "Anyone can join: join above, then vote.",
  request: "Ask to join above. An organizer will decide.",
  invitation: "New members need an invitation from an organizer.",
};
