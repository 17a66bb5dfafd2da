import Link from "next/link";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  head: RouterOutputs["groups"]["head"];
  /** Whether nobody is signed in. */
  guest: boolean;
  ballotId: string;
}

/** How somebody who may look on comes to have a vote. */
export function HowToVote({ head, guest, ballotId }: Props) {
  const { slug, joinPolicy, asked } = head;
  return (
    <div className="mb-4 rounded-lg bg-sunken px-4 py-3">
      <p>
        Members of this group vote.{" "}
        {asked
          ? "You have asked to join; once an organizer lets you in, you can vote."
          : WAYS[joinPolicy]}
      </p>
      {guest ? (
        <p className="mt-1">
          Are you a member?{" "}
          <Link
            href={`/sign-in?to=${encodeURIComponent(`/groups/${slug}/ballots/${ballotId}`)}`}
            rel="nofollow"
            className="underline"
          >
            Sign in
          </Link>
          .
        </p>
      ) : null}
    </div>
  );
}

const WAYS = {
  open: "It is open to everybody: join it, above, and vote.",
  request: "Ask to join, above; an organizer answers.",
  invitation: "New members come in by an organizer’s invitation.",
};
