import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { DigestRows } from "@/components/mail/digest-rows";
import { MailOverview } from "@/components/mail/overview";
import { MailPicture } from "@/components/mail/picture";
import { ReportRows } from "@/components/mail/report-rows";
import { SuppressedRows } from "@/components/mail/suppressed-rows";
import { Page } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { Pager } from "@/components/ui/links/pager";
import { TabLinks } from "@/components/ui/links/tab-links";
import { LISTS, type MailList, mailListInput } from "@/server/mail/schema";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS, withQuery } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Site email", robots: { index: false } };

const WORDS: Record<MailList, string> = {
  waiting: "Waiting",
  failed: "Failed",
  sent: "Sent",
  reports: "Reports",
  suppressed: "Suppressed",
};

const shown = z.object({
  list: z.enum(LISTS).catch("waiting"),
  address: mailListInput.shape.address.catch(""),
  page: positionText,
});

interface Props {
  searchParams: Promise<Record<string, string | string[]>>;
}

export default async function MailPage({ searchParams }: Props) {
  const { operator, timeZone } = await requireViewer(PATHS.operatorMail);
  if (!operator) notFound();
  const asked = shown.parse(await searchParams);
  const { mail } = await api();
  const [overview, days, list] = await Promise.all([mail.overview(), mail.picture(), rows(asked)]);
  const to = (which: MailList) =>
    withQuery(PATHS.operatorMail, { list: which, address: asked.address });
  return (
    <Page
      title="Site email"
      lead="Email that is waiting, sent or failed, with the reason. Digests are private to their readers, so their content is not shown."
    >
      <div className="grid grid-cols-1 gap-10">
        <MailOverview overview={overview} timeZone={timeZone} />
        <MailPicture days={days} />
        <section aria-label="Emails and addresses">
          <TabLinks
            label="Which emails"
            current={asked.list}
            tabs={LISTS.map((key) => ({ key, href: to(key), words: WORDS[key] }))}
          />
          <form className="mb-6 flex max-w-xl items-end gap-2">
            <input type="hidden" name="list" value={asked.list} />
            <div className="grow">
              <TextField
                label="Part of an address"
                type="search"
                name="address"
                defaultValue={asked.address}
                maxLength={254}
              />
            </div>
            <Button type="submit">Find</Button>
          </form>
          {list.kind === "digests" ? (
            <DigestRows digests={list.rows} list={list.list} timeZone={timeZone} />
          ) : list.kind === "reports" ? (
            <ReportRows reports={list.rows} timeZone={timeZone} />
          ) : (
            <SuppressedRows addresses={list.rows} timeZone={timeZone} />
          )}
          <Pager pages={list.pages} path={to(asked.list)} />
        </section>
      </div>
    </Page>
  );
}

async function rows({ list, ...asked }: z.output<typeof shown>) {
  const { mail } = await api();
  if (list === "reports") return { kind: list, ...(await mail.reports(asked)) } as const;
  if (list === "suppressed") return { kind: list, ...(await mail.suppressed(asked)) } as const;
  return { kind: "digests", list, ...(await mail.digests({ list, ...asked })) } as const;
}
