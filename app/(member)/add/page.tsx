import type { Metadata } from "next";
import { AwaitedPapers } from "@/components/papers/adding/awaited/awaited-papers";
import { FromAnywhere } from "@/components/papers/adding/elsewhere/from-anywhere";
import { textOfShared } from "@/components/papers/adding/elsewhere/shared-text";
import { OneBox } from "@/components/papers/adding/one-box";
import { firstValue, type Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { addPath } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Add papers from anywhere", robots: { index: false } };

interface Props {
  searchParams: Promise<Parameters>;
}

/** Characters of each parameter that are read. */
const MOST = 4000;

export default async function AddPage({ searchParams }: Props) {
  const asked = await searchParams;
  const textIn = (name: string) => (firstValue(asked[name]) ?? "").slice(0, MOST);
  const shared = { url: textIn("url"), text: textIn("text"), title: textIn("title") };
  const viewer = await requireViewer(addPath(shared));
  const awaited = await (await api()).papers.awaited();
  const text = textOfShared(shared);
  return (
    <Page
      title={text ? "Add papers" : "Add papers from anywhere"}
      lead={
        text
          ? "All groups share the catalogue. Nothing is added before you say so."
          : "Add the paper that you are looking at, on any page and on your phone."
      }
    >
      <div className="grid gap-10">
        <div className="max-w-2xl">
          <OneBox key={text} initial={text} title={shared.title} />
        </div>
        {awaited.length > 0 ? <AwaitedPapers awaited={awaited} timeZone={viewer.timeZone} /> : null}
        {text ? null : <FromAnywhere />}
      </div>
    </Page>
  );
}
