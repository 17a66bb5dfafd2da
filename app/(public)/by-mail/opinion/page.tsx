import type { Metadata } from "next";
import { OpinionByMail } from "@/components/meetings/by-mail/opinion-by-mail";
import { Page } from "@/components/shell/page";
import { linkInput } from "@/server/digests/schema";
import { opinionAnswer, QUESTION_WORDS } from "@/server/meetings/opinions/schema";
import { api, orRefused } from "@/trpc/server";

// The address is the secret: no search engine may keep it, and no request may pass it on.
export const metadata: Metadata = {
  title: "How was the meeting?",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OpinionByMailPage({ searchParams }: Props) {
  const params = await searchParams;
  const link = linkInput.safeParse(params);
  const wanted = opinionAnswer.safeParse(params.answer);
  const asked = link.success ? await orRefused((await api()).digests.opinionLink(link.data)) : null;
  if (!link.success || !asked) {
    return (
      <Page
        title="This link does not work"
        lead="It may be too old or incomplete, or you may no longer have access to the meeting."
      />
    );
  }
  const { question, title, group, answer, path } = asked;
  return (
    <Page
      title={QUESTION_WORDS[question]}
      lead={
        <>
          {title}, <bdi>{group.name}</bdi>
        </>
      }
    >
      <OpinionByMail
        token={link.data.token}
        wanted={wanted.success ? wanted.data : null}
        answer={answer}
        path={path}
      />
    </Page>
  );
}
