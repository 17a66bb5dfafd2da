"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields/field";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { NOTICE_DAYS, type Running } from "@/server/groups/ending/rules";
import { endInput } from "@/server/groups/schema";
import { groupFilePath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { StillRunning } from "./still-running";

interface Props {
  group: string;
  name: string;
  archived: boolean;
  /** Ballots, meetings and polls that have to be over before it can be archived. */
  running: readonly Running[];
  /** When the group will be deleted; null if nobody asked for it. */
  endsAt: Date | null;
  timeZone: string;
}

/** Archiving and deleting a group, for its owner. */
export function GroupEnding({ group, name, archived, running, endsAt, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations", "meetings");
  const [asking, setAsking] = useState(false);
  const options = (done: string) => ({
    onSuccess() {
      toast.success(done);
      refresh();
    },
    onError(error: unknown) {
      showRefusal(error);
      refresh();
    },
  });
  const archive = useMutation(
    trpc.groups.archive.mutationOptions(options("The group is archived.")),
  );
  const reopen = useMutation(
    trpc.groups.reopen.mutationOptions(options("The group is open again.")),
  );
  const keep = useMutation(
    trpc.groups.keep.mutationOptions(options("The group will not be deleted.")),
  );
  const pending = refreshing || archive.isPending || reopen.isPending || keep.isPending;
  return (
    <div className="grid max-w-2xl gap-6">
      <div>
        <p className="mb-3 text-muted">
          An archived group can be read, and nothing in it changes: no ballots, nominations,
          comments or meetings, and nobody joins. You can open it again at any time.
        </p>
        {archived ? (
          <Button pending={pending} onClick={() => reopen.mutate({ group })}>
            Open the group again
          </Button>
        ) : running.length > 0 ? (
          <StillRunning group={group} running={running} timeZone={timeZone} />
        ) : (
          <Confirm
            trigger={<Button pending={pending}>Archive the group</Button>}
            title="Archive this group?"
            action="Archive"
            onConfirm={() => archive.mutate({ group })}
          >
            Its members can read everything, and change nothing, until you open it again.
          </Confirm>
        )}
      </div>
      <div>
        <p className="mb-3 text-muted">
          A group is deleted {NOTICE_DAYS} days after you ask for it, with its discussions, ballots,
          meetings and notes. Its members are told by email.{" "}
          <a href={groupFilePath(group)} download className="text-accent underline">
            Download everything
          </a>
        </p>
        {endsAt ? (
          <div className="flex flex-wrap items-center gap-3">
            <span>
              It will be deleted on <When date={endsAt} timeZone={timeZone} />.
            </span>
            <Button variant="primary" pending={pending} onClick={() => keep.mutate({ group })}>
              Keep the group
            </Button>
          </div>
        ) : (
          <Button variant="danger" pending={pending} onClick={() => setAsking(true)}>
            Delete the group
          </Button>
        )}
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this group?"
        lead={`Its members get an email now, and the group is deleted in ${NOTICE_DAYS} days. You can take it back until then.`}
      >
        <EndForm
          group={group}
          name={name}
          onDone={() => {
            setAsking(false);
            refresh();
          }}
        />
      </Dialog>
    </div>
  );
}

function EndForm({ group, name, onDone }: { group: string; name: string; onDone(): void }) {
  const trpc = useTRPC();
  const form = useSchemaForm(endInput, { name: "" });
  const end = useMutation(
    trpc.groups.askToEnd.mutationOptions({
      onSuccess() {
        toast.success("The group will be deleted. Its members are being told.");
        onDone();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((fields) => end.mutate({ group, ...fields }))}
    >
      <TextField
        label={`Type its name to confirm: ${name}`}
        autoComplete="off"
        error={form.formState.errors.name?.message ?? null}
        {...form.register("name")}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="danger" pending={end.isPending}>
          Delete in {NOTICE_DAYS} days
        </Button>
      </div>
    </form>
  );
}
