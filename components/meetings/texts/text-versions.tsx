"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { Skeleton } from "@/components/ui/skeleton";
import type { TextKind } from "@/server/meetings/schema";
import { useTRPC } from "@/trpc/client";
import { TEXT_TITLES } from "../words";

interface Props {
  group: string;
  meetingId: string;
  kind: TextKind;
  latest: number;
  timeZone: string;
  /** Opens the editor with an earlier version; absent for people who may not write. */
  onTake?: ((body: string) => void) | undefined;
}

/** Every saved version of a text, with its author and time. */
export function TextVersions(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        <Icon of="lucide--history" className="size-4" />
        Versions
        <span className="sr-only">: {TEXT_TITLES[props.kind]}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`${TEXT_TITLES[props.kind]}: versions`}
        lead="Every saved version is kept."
      >
        <Versions {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Versions({
  group,
  meetingId,
  kind,
  latest,
  timeZone,
  onTake,
  onDone,
}: Props & { onDone(): void }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState(latest - 1);
  const place = { group, meetingId, kind };
  const list = useQuery(trpc.meetings.textVersions.queryOptions(place));
  const one = useQuery(trpc.meetings.textVersion.queryOptions({ ...place, version: chosen }));
  const error = list.error ?? one.error;
  if (error) {
    return (
      <p role="alert" className="text-danger">
        {sentenceOf(error)}
      </p>
    );
  }
  if (!list.data) return <Skeleton className="h-40" />;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <div className="grid gap-4">
      <SelectField
        label="Version"
        value={chosen}
        onChange={(event) => setChosen(Number(event.target.value))}
      >
        {list.data.map(({ version, createdAt, writtenBy }) => (
          <option key={version} value={version}>
            {`${version}: ${clock.format(createdAt)}${writtenBy ? `, ${writtenBy.name}` : ""}${version === latest ? " (current)" : ""}`}
          </option>
        ))}
      </SelectField>
      <div className="min-h-24 rounded-md border border-line p-3">
        {one.data ? (
          one.data.body === "" ? (
            <p className="text-muted">This version is empty.</p>
          ) : (
            <CommentText html={one.data.html} />
          )
        ) : (
          <Skeleton className="h-24" />
        )}
      </div>
      {onTake && one.data && chosen !== latest ? (
        <div className="flex justify-end">
          <Button
            onClick={() => {
              onDone();
              onTake(one.data.body);
            }}
          >
            Start from this version
          </Button>
        </div>
      ) : null}
    </div>
  );
}
