import type { Metadata } from "next";
import { ConfirmEmail } from "@/components/people/confirm-email";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { tokenInput } from "@/server/people/schema";
import { signedIn } from "@/trpc/server";

export const metadata: Metadata = {
  title: "Confirm your address",
  robots: { index: false, follow: false },
  referrer: "strict-origin",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConfirmEmailPage({ searchParams }: Props) {
  const link = tokenInput.safeParse(await searchParams);
  if (!link.success) {
    return (
      <Page
        title="This link is not complete"
        lead="Copy the whole address from the mail, or ask for a new link in the settings."
        actions={<LinkButton href="/settings#email">To the settings</LinkButton>}
      />
    );
  }
  const { token } = link.data;
  const back = `/settings/email?${new URLSearchParams({ token })}`;
  const { name } = await signedIn(back);
  return (
    <Page
      title="Confirm your new address"
      lead={
        <>
          It becomes the address of the account you are signed in with, that of <bdi>{name}</bdi>.
        </>
      }
    >
      <ConfirmEmail token={token} />
    </Page>
  );
}
