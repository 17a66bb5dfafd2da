import { countInWords } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";

type Reported = RouterOutputs["groups"]["inviteByEmail"][number];

const WORDS: Record<Reported["outcome"], string> = {
  invited: "invited",
  again: "invited again",
  waiting: "already invited, so no new email was sent",
  member: "already a member, so no email was sent",
  accepted: "an invitation to this address was accepted before",
  twice: "in a line above too",
  malformed: "not an address",
  limited: "not sent: the limit for today is reached",
};

/** Reports on each line of a list of addresses. */
export function InvitationReport({ report }: { report: Reported[] }) {
  const sent = report.filter(({ outcome }) => outcome === "invited" || outcome === "again").length;
  return (
    <div role="status" className="grid gap-2 text-sm">
      <p className="font-medium">
        {countInWords(sent, "invitation")} on the way
        {sent < report.length ? `, ${report.length - sent} not sent` : ""}.
      </p>
      <ul className="max-h-60 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {report.map(({ line, text, email, name, outcome, problem }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes, and an address may come twice
          <li key={at} className="px-3 py-1.5">
            <p className="break-words">
              <span className="text-muted">Line {line}:</span> <bdi>{email ?? text}</bdi>
              {name && email ? (
                <>
                  {" "}
                  (<bdi>{name}</bdi>)
                </>
              ) : null}
            </p>
            <p
              className={
                outcome === "malformed" || outcome === "limited" ? "text-danger" : "text-muted"
              }
            >
              {problem ?? WORDS[outcome]}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
