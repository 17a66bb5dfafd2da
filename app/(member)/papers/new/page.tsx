import type { Metadata } from "next";
import { AddPaper } from "@/components/papers/add-paper";
import { Page } from "@/components/shell/page";
import { signedIn } from "@/trpc/server";

export const metadata: Metadata = { title: "Add a paper" };

export default async function NewPaperPage() {
  await signedIn("/papers/new");
  return (
    <Page
      title="Add a paper"
      lead="The catalogue is shared by all groups. A paper that is here already is found, not added twice."
    >
      <AddPaper />
    </Page>
  );
}
