"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { type DialogState, ReasonDialog } from "../reason-dialog";

/** Somebody's "not this one". */
export interface ObjectionProps {
  group: string;
  nominationId: string;
  /** The handle of the person who said it. */
  handle: string;
}

const WORDS = {
  report: {
    kind: "report",
    title: "Report this objection?",
    lead: "It goes to the organizers of the group, who will see that it came from you. The author is not told.",
    label: "Why do you report it?",
    hint: "A sentence is enough.",
    action: "Report",
    done: "Thank you. Someone will look at it.",
  },
  remove: {
    kind: "needed",
    title: "Remove this objection?",
    lead: "The paper stays nominated. They can object again, in other words.",
    label: "Reason",
    hint: "The author is notified of it, and it appears in the log.",
    action: "Remove",
    done: "It is removed.",
  },
  dismiss: {
    kind: "note",
    title: "Dismiss these reports?",
    lead: "The objection stays. Its author is never told that it was reported.",
    label: "Note",
    hint: "Optional. Others who decide with you can read it in the log.",
    action: "Dismiss",
    done: "It stays.",
  },
} as const;
export type ObjectionAct = keyof typeof WORDS;

/** Dialog that reports an objection to a paper, removes it, or dismisses the reports about it. */
export function ObjectionWindow({
  act,
  group,
  nominationId,
  handle,
  ...window
}: ObjectionProps & DialogState & { act: ObjectionAct }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const report = useMutation(trpc.moderation.reportObjection.mutationOptions());
  const remove = useMutation(trpc.moderation.removeObjection.mutationOptions());
  const dismiss = useMutation(trpc.moderation.dismissObjection.mutationOptions());
  const { mutateAsync } = { report, remove, dismiss }[act];
  const { done, ...words } = WORDS[act];
  return (
    <ReasonDialog
      {...window}
      {...words}
      danger={act === "remove"}
      onSend={async (reason) => {
        await mutateAsync({ group, nominationId, handle, reason });
        toast.success(done);
        if (act !== "report") refresh();
      }}
    />
  );
}
