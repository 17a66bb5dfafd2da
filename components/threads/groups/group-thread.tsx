import { Abstract } from "@/components/papers/abstract";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { paperPath } from "@/server/platform/web/addresses";
import type { ThreadPage } from "@/server/threads/schema";
import { QuotingProvider } from "../quoting/quoting";
import { Thread } from "../reading/thread";

interface Props {
  group: string;
  paper: string;
  /** Null for people who are not members of the group. */
  thread: ThreadPage | null;
  /** The paper's abstract as HTML, with its formulas rendered. */
  abstract: string;
  timeZone: string | null;
}

/** The page of a group's own thread on a paper, or of one of its comments. */
export function GroupThread({ group, paper, thread, abstract, timeZone }: Props) {
  if (!thread) {
    return (
      <Page title="Thread">
        <Empty title="Only members can read the group’s threads">
          <p>Join the group to read and write here. The paper also has a public discussion.</p>
          <div className="mt-4 flex justify-center">
            <LinkButton href={paperPath(paper)} variant="primary">
              Go to the paper
            </LinkButton>
          </div>
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title={<PaperTitle of={thread.paper} />}
      actions={
        <LinkButton href={paperPath(paper)}>
          <Icon of="lucide--file-text" className="size-4" /> Go to the paper
        </LinkButton>
      }
    >
      <QuotingProvider>
        {abstract ? (
          <details className="mb-8">
            <summary className="inline-flex min-h-10 cursor-pointer items-center text-accent underline">
              The abstract
            </summary>
            <Abstract html={abstract} />
          </details>
        ) : null}
        <Thread place={{ paper, group }} initial={thread} timeZone={timeZone} />
      </QuotingProvider>
    </Page>
  );
}
