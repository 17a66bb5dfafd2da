import type { Metadata } from "next";
import { RsvpByMail } from "@/components/meetings/by-mail/rsvp-by-mail";
import { Page } from "@/components/shell/page";
import { When } from "@/components/ui/times/when";
import { linkInput } from "@/server/digests/schema";
import { api, orRefused } from "@/trpc/server";

// The address is the secret: no search engine may keep it, and no request may pass it on.
export const metadata: Metadata = {
  title: "Are you coming?",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AnswerByMailPage({ searchParams }: Props) {
  const link = linkInput.safeParse(await searchParams);
  const meeting = link.success
    ? await orRefused((await api()).digests.answerLink(link.data))
    : null;
  if (!link.success || !meeting) {
    return (
      <Page
        title="This link does not work"
        lead="It may be too old or incomplete, or you may no longer have access to the meeting."
      />
    );
  }
  const { title, group, startsAt, timeZone, place, answer, cancelled, path } = meeting;
  return (
    <Page
      title={title}
      lead={
        <>
          <bdi>{group.name}</bdi>, <When date={startsAt} timeZone={timeZone} />
          {place ? `, ${place}` : null}
        </>
      }
    >
      {cancelled ? (
        <p>This meeting was cancelled.</p>
      ) : (
        <RsvpByMail token={link.data.token} path={path} answer={answer} />
      )}
    </Page>
  );
}
