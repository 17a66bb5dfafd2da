import { Numbers } from "@/components/shell/numbers";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  overview: RouterOutputs["mail"]["overview"];
  timeZone: string;
}

/** An overview of the site's email, in numbers and a sentence. */
export function MailOverview({ overview, timeZone }: Props) {
  const { waiting, later, due, sent, failed, suppressed, nextDueAt, from, smtp, rates } = overview;
  const numbers = [
    ["Waiting to be sent", waiting],
    ["Waiting for another try", later],
    ["Subscriptions due within a day", due],
    ["Sent in the last day", sent],
    ["Failed in the last day", failed],
    ["Suppressed addresses", suppressed],
  ] as const;
  return (
    <div>
      <Numbers of={numbers} />
      <p className="mt-4 text-muted text-sm">
        {nextDueAt ? (
          <>
            The next digest is due on <When date={nextDueAt} timeZone={timeZone} />.{" "}
          </>
        ) : (
          "No digest is due. "
        )}
        {smtp
          ? `Emails are sent from ${from}, at most ${rates.site} per second and ${rates.domain} per second to one domain.`
          : "No mail server is set (SMTP_URL), so emails go into this site’s own mailbox."}{" "}
        {overview.reports
          ? "Bounces and complaints are read."
          : "Bounces and complaints are not read, because no domain for incoming email is set (INBOUND_DOMAIN)."}
      </p>
    </div>
  );
}
