import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WelcomeForm } from "@/components/people/sign-in/welcome-form";
import { SUSPENDED } from "@/components/people/suspended";
import { Page } from "@/components/shell/page";
import { whereTo } from "@/server/people/schema";
import { signInPath } from "@/server/platform/web/addresses";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Welcome", robots: { index: false } };

interface Props {
  searchParams: Promise<{ to?: string }>;
}

export default async function WelcomePage({ searchParams }: Props) {
  const to = whereTo.parse((await searchParams).to);
  const viewer = await (await api()).people.viewer();
  if (!viewer) redirect(signInPath(to));
  if (viewer.welcomed) redirect(to);
  if (viewer.suspended) return <Page title="Welcome to Colloquy" lead={SUSPENDED} />;
  return (
    <Page
      title="Welcome to Colloquy"
      lead="Two things before you begin. You can change both later."
    >
      <WelcomeForm viewer={viewer} to={to} />
    </Page>
  );
}
