import type { Metadata } from "next";
import { ImportFile } from "@/components/papers/importing/import-file";
import { ImportList } from "@/components/papers/importing/import-list";
import { Page } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Import papers", robots: { index: false } };

export default async function ImportPage() {
  const { timeZone } = await requireViewer(PATHS.importPapers);
  const { mayImport, imports } = await (await api()).papers.imports();
  return (
    <Page
      title="Import papers"
      lead="A file of papers goes into the catalogue that all groups share. Papers that are here already stay as they are."
    >
      {mayImport ? (
        <ImportFile />
      ) : (
        <Empty title="Only organizers and moderators can import files">
          Somebody who organizes a group of yours can do it for you.
        </Empty>
      )}
      {imports.length > 0 ? (
        <section aria-labelledby="imports" className="mt-10">
          <h2 id="imports" className="mb-2 font-semibold font-serif text-xl">
            Imports
          </h2>
          <ImportList imports={imports} timeZone={timeZone} />
        </section>
      ) : null}
    </Page>
  );
}
