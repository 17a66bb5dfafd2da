import type { Metadata } from "next";
import { ConfirmSignIn } from "@/components/people/sign-in/confirm-sign-in";
import { IncompleteLink } from "@/components/shell/incomplete-link";
import { Page } from "@/components/shell/page";
import { confirmInput } from "@/server/people/schema";
import { PATHS } from "@/server/platform/web/addresses";

// The address is the secret: no search engine may keep it, and no request may pass it on. Not "no-referrer":
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
      <IncompleteLink otherwise="You can also ask for a new link." href={PATHS.signIn}>
        Ask for a new link
      </IncompleteLink>
    );
  }
  return (
    <Page title="Sign in to Colloquy">
      <ConfirmSignIn {...link.data} />
    </Page>
  );
}
