import { Empty } from "@/components/ui/empty";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import { MailText } from "./mail-text";

type Mailbox = RouterOutputs["people"]["mailbox"];

interface Props extends Pick<Mailbox, "mails" | "site"> {
  timeZone: string | null;
}

/** The emails of this site, newest first. The newest is open. */
export function Mails({ mails, site, timeZone }: Props) {
  return (
    <section aria-labelledby="mails">
      <h2 id="mails" className="mb-3 font-semibold font-serif text-xl">
        Emails
      </h2>
      {mails.length === 0 ? (
        <Empty title="No emails yet">
          Ask for a link on the sign-in page: it arrives here within a second or two.
        </Empty>
      ) : (
        <ol className="grid gap-3">
          {mails.map(({ id, to, subject, text, createdAt }, at) => (
            <li key={id}>
              <details open={at === 0} className="rounded-lg border border-line bg-surface">
                <summary className="cursor-pointer px-4 py-3">
                  <span className="font-medium">{subject}</span>
                  <span className="mt-0.5 block text-muted text-sm">
                    to <span className="break-all">{to}</span>,{" "}
                    <When date={createdAt} timeZone={timeZone} />
                  </span>
                </summary>
                <div className="border-line border-t px-4 py-4">
                  <MailText text={text} site={site} />
                </div>
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
