import { FileText } from "lucide-react";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PaperThread } from "./paper-thread";
import type { Thread } from "./use-thread";

interface Props {
  group: string;
  paper: string;
  /** Null for who is no member of the group. */
  thread: Thread | null;
  timeZone: string | null;
}

/** The page of a group's own thread on a paper, or of one branch of it. */
export function GroupThread({ group, paper, thread, timeZone }: Props) {
  if (!thread) {
    return (
      <Page title="Thread">
        <Empty title="The group's threads are open to its members">
          <p>Join the group to read and write here. The paper has a public discussion, too.</p>
          <div className="mt-4 flex justify-center">
            <LinkButton href={`/papers/${paper}`} variant="primary">
              To the paper
            </LinkButton>
          </div>
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title={thread.paper.title}
      lead="The group's own thread: only its members see it."
      actions={
        <LinkButton href={`/papers/${paper}`}>
          <FileText aria-hidden className="size-4" />
          The paper
        </LinkButton>
      }
    >
      <PaperThread
        key={`${thread.branch} ${thread.page}`}
        paper={paper}
        group={group}
        initial={thread}
        timeZone={timeZone}
      />
    </Page>
  );
}
