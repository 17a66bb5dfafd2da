import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { DialogForm } from "@/components/ui/dialog-form";
import { toast } from "@/components/ui/toast";
import { changeForm } from "@/server/ballots/schema";
import { wallClockOf } from "@/server/platform/time/local-time";
import { useTRPC } from "@/trpc/client";
import type { Ballot } from "../ballot";
import { MomentFields } from "../making/moment-fields";
import { WordFields } from "../making/word-fields";

export interface ChangeProps {
  group: string;
  ballot: Pick<Ballot, "id" | "title" | "note" | "closesAt">;
  /** The group's time zone. */
  timeZone: string;
}

/** The fields of `ChangeBallot`. */
export function ChangeForm({ group, ballot, timeZone, onDone }: ChangeProps & { onDone(): void }) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const { id: ballotId, title, note, closesAt } = ballot;
  const now = wallClockOf(closesAt, timeZone);
  const form = useSchemaForm(changeForm(timeZone), { title, note, closesAt: now });
  const { errors } = form.formState;
  const change = useMutation(
    trpc.ballots.change.mutationOptions({
      onSuccess() {
        toast.success("The ballot is changed.");
        onDone();
        refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const shown = form.watch("closesAt");
  const moved = shown.date !== now.date || shown.time !== now.time;
  return (
    <DialogForm
      action="Save"
      pending={change.isPending || refreshing}
      cancel="Keep as it is"
      onCancel={onDone}
      onSubmit={form.handleSubmit(({ closesAt: wanted, ...words }) =>
        change.mutate({ group, ballotId, ...words, closesAt: moved ? wanted : null }),
      )}
    >
      <WordFields
        title={form.register("title")}
        note={form.register("note")}
        errors={{ title: errors.title?.message, note: errors.note?.message }}
      />
      <MomentFields
        legend="The ballot closes"
        timeZone={timeZone}
        value={shown}
        date={form.register("closesAt.date")}
        time={form.register("closesAt.time")}
        errors={{
          date: errors.closesAt?.date?.message,
          time: errors.closesAt?.time?.message,
          both: errors.closesAt?.message,
        }}
      />
    </DialogForm>
  );
}
