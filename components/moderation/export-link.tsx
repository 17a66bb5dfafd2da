import { Icon } from "@/components/ui/icons/icon";
import { threadFilePath } from "@/server/platform/web/addresses";

/** Link to download the thread as Markdown. */
export function ExportLink({ threadId }: { threadId: string }) {
  return (
    <a
      href={threadFilePath(threadId)}
      download
      className="inline-flex min-h-10 items-center gap-1.5 rounded-md px-2.5 text-accent text-sm no-underline hover:bg-sunken"
    >
      <Icon of="lucide--download" className="size-4" />
      Download the thread
    </a>
  );
}
