import type { Metadata } from "next";
import { ConfirmSignIn } from "@/components/people/confirm-sign-in";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { confirmInput } from "@/server/people/schema";

// The address is the secret: no search engine keeps it and no request tells it. Not "no-referrer":
// the form below would then be sent without its origin, and be refused.
export const metadata: Metadata = {
  title: "Sign in",
  robots: { index: false, follow: false },
  referrer: "strict-origin",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConfirmPage({ searchParams }: Props) {
  const link = confirmInput.safeParse(await searchParams);
  if (!link.success) {
    return (
      <Page
        title="This link is not complete"
        lead="Copy the whole address from the mail, or ask for a new link."
        actions={
          <LinkButton href="/sign-in" variant="primary">
            Ask for a new link
          </LinkButton>
        }
      />
    );
  }
  return (
    <Page title="Sign in to Colloquy">
      <ConfirmSignIn {...link.data} />
    </Page>
  );
}
