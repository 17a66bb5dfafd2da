import type { Metadata } from "next";
import { DemoPeople } from "@/components/people/sign-in/demo-people";
import { LookAgain } from "@/components/people/sign-in/look-again";
import { Mails } from "@/components/people/sign-in/mailbox";
import { Page } from "@/components/shell/page";
import { api, orNotFound } from "@/trpc/server";

export const metadata: Metadata = {
  title: "Mailbox",
  robots: { index: false, follow: false },
  referrer: "strict-origin",
};

export default async function MailboxPage() {
  const { people } = await api();
  const [box, reader] = await Promise.all([orNotFound(people.mailbox()), people.reader()]);
  return (
    <Page
      title="Mailbox"
      lead="This site does not send real email yet. Messages end up here, where only this machine can read them. Notifications come after ten minutes, together with whatever else happens meanwhile. Once SMTP_URL is set, emails are sent and this page goes away."
    >
      <LookAgain />
      <DemoPeople people={box.people} />
      <Mails mails={box.mails} site={box.site} timeZone={reader?.timeZone ?? null} />
    </Page>
  );
}
