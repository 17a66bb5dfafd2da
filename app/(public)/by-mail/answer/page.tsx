import type { Metadata } from "next";
import { AnswerByMail } from "@/components/digests/answer-by-mail";
import { Page } from "@/components/shell/page";
import { When } from "@/components/ui/when";
import { linkInput } from "@/server/digests/schema";
import { api, orRefused } from "@/trpc/server";

// The address is the secret: no search engine keeps it and no request tells it.
export const metadata: Metadata = {
  title: "Do you come?",
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
        title="This link leads nowhere"
        lead="It may be too old, or not complete, or the meeting is not open to you any more."
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
        <AnswerByMail token={link.data.token} path={path} answer={answer} />
      )}
    </Page>
  );
}
