import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Notice } from "@/components/people/notice";
import { OutsideSignIns } from "@/components/people/sign-in/outside-sign-ins";
import { signInSentence } from "@/components/people/sign-in/sign-in-errors";
import { SignInForm } from "@/components/people/sign-in/sign-in-form";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { whereTo } from "@/server/people/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

interface Props {
  searchParams: Promise<{ to?: string; error?: string; sent?: string; done?: string }>;
}

const DONE = new Map([
  ["everywhere", "You are signed out everywhere."],
  ["deleted", "Your account has been deleted. You are welcome back any time."],
]);

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const to = whereTo.parse(query.to);
  const { people } = await api();
  const [viewer, providers, mailbox] = await Promise.all([
    people.viewer(),
    people.outsideSignIns(),
    people.hasMailbox(),
  ]);
  if (viewer && !query.error) redirect(to);
  const done = DONE.get(String(query.done));
  return (
    <Page title="Sign in" lead="To vote, comment and read together with others.">
      <div className="grid max-w-md gap-6">
        {query.error ? <Notice kind="wrong">{signInSentence(String(query.error))}</Notice> : null}
        {done ? <Notice>{done}</Notice> : null}
        <SignInForm key={to} to={to} sent={query.sent !== undefined} mailbox={mailbox} />
        <OutsideSignIns providers={providers} to={to} />
        {mailbox ? (
          <p className="text-muted text-sm">
            Just looking around? In the{" "}
            <Link href={PATHS.mailbox} className="underline">
              site’s mailbox
            </Link>{" "}
            you can sign in as one of the people in the demo with one click.
          </p>
        ) : null}
      </div>
    </Page>
  );
}
