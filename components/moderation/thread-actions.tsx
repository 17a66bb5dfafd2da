import { Icon } from "@/components/ui/icons/icon";
import { ExportLink } from "./export-link";
import { LockThread } from "./lock-thread";

interface Props {
  /** Null until the first comment is written. */
  threadId: string | null;
  commentCount: number;
  locked: boolean;
  /** Whether the viewer moderates the thread. */
  moderates: boolean;
}

/** Says whether a thread is locked, and offers actions on the whole thread. */
export function ThreadActions({ threadId, commentCount, locked, moderates }: Props) {
  if (threadId === null || (commentCount === 0 && !locked)) return null;
  return (
    <div className="-mt-3 mb-3 flex flex-wrap items-center gap-x-2">
      {locked ? (
        <p className="mr-auto flex min-h-10 items-center gap-1.5 text-muted text-sm">
          <Icon of="lucide--lock" className="size-4" />
          This thread is locked.
        </p>
      ) : null}
      <div className="-mr-2.5 ml-auto flex flex-wrap items-center">
        <ExportLink threadId={threadId} />
        {moderates ? <LockThread threadId={threadId} locked={locked} /> : null}
      </div>
    </div>
  );
}
