import type { Metadata } from "next";
import { ConfirmEmail } from "@/components/people/settings/confirm-email";
import { IncompleteLink } from "@/components/shell/incomplete-link";
import { Page } from "@/components/shell/page";
import { tokenInput } from "@/server/people/schema";
import { confirmEmailPath, settingsPath } from "@/server/platform/web/addresses";
import { requireViewer } from "@/trpc/server";

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
      <IncompleteLink
        otherwise="You can also ask for a new link in the settings."
        href={settingsPath("email")}
      >
        Go to settings
      </IncompleteLink>
    );
  }
  const { token } = link.data;
  const { name } = await requireViewer(confirmEmailPath(token));
  return (
    <Page
      title="Confirm your new address"
      lead={
        <>
          It will become the address of the account you are signed in with: <bdi>{name}</bdi>.
        </>
      }
    >
      <ConfirmEmail token={token} />
    </Page>
  );
}
