import type { Metadata } from "next";
import { DuplicateList } from "@/components/papers/duplicates/duplicate-list";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Possible duplicates", robots: { index: false } };

interface Props {
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function DuplicatesPage({ searchParams }: Props) {
  const { moderator } = await requireViewer(PATHS.duplicates);
  if (!moderator) {
    return (
      <Page
        title="Possible duplicates"
        lead="Only moderators of this site can merge papers. If you see one paper twice, suggest a correction: moderators read it."
        actions={<LinkButton href={PATHS.papers}>Go to papers</LinkButton>}
      />
    );
  }
  const page = positionText.parse((await searchParams).page);
  const { pairs, pages } = await (await api()).papers.duplicates({ page });
  return (
    <Page
      title="Possible duplicates"
      lead="Each pair may be one paper. Merging can be undone, and papers that are different are not shown together again."
    >
      <DuplicateList pairs={pairs} />
      <Pager pages={pages} path={PATHS.duplicates} />
    </Page>
  );
}
