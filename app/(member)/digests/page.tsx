import type { Metadata } from "next";
import { MyDigest } from "@/components/digests/my-digest";
import { Page } from "@/components/shell/page";
import { api, signedIn } from "@/trpc/server";

export const metadata: Metadata = { title: "Papers by mail", robots: { index: false } };

export default async function DigestsPage() {
  await signedIn("/digests");
  const subscription = await (await api()).digests.mine();
  return (
    <Page
      title="Papers by mail"
      lead="A digest has up to ten papers that trend and that you were not sent before, the best first. Where nothing is new, no mail comes."
    >
      <MyDigest subscription={subscription} />
    </Page>
  );
}
