"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/form";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import type { Place } from "./place";
import { type Entry, withSending } from "./tree";

export type Thread = RouterOutputs["threads"]["ofPaper"];
type Viewer = RouterOutputs["people"]["viewer"];

export interface Written {
  body: string;
  parentId: string | null;
  clientKey: string;
}

/**
 * A page of a thread as the viewer may see it, and what can be done with it. `initial` stands there
 * until the viewer's own answer has come, and for guests stays.
 */
export function useThread(place: Place, initial: Thread, viewer: Viewer) {
  const { paper, group } = place;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [sending, setSending] = useState<Entry[]>([]);
  const [removing, setRemoving] = useState<string[]>([]);

  const { page, branch } = initial;
  const shown = branch === null ? { paper, page } : { paper, page, comment: branch };
  const publicOne = trpc.threads.ofPaper.queryOptions(shown, {
    enabled: group === undefined && !!viewer,
  });
  const groups = trpc.threads.ofGroup.queryOptions(
    { ...shown, group: group ?? "" },
    { enabled: group !== undefined },
  );
  const ofPaper = useQuery(publicOne);
  const ofGroup = useQuery(groups);
  const thread = (group === undefined ? ofPaper.data : ofGroup.data) ?? initial;

  const add = useMutation(trpc.threads.add.mutationOptions());
  const addInGroup = useMutation(trpc.threads.addInGroup.mutationOptions());
  const edit = useMutation(trpc.threads.edit.mutationOptions());
  const remove = useMutation(trpc.threads.remove.mutationOptions());
  const refresh = () => queryClient.invalidateQueries(trpc.threads.pathFilter());
  const fresh = () =>
    group === undefined
      ? queryClient.getQueryData(publicOne.queryKey)
      : queryClient.getQueryData(groups.queryKey);

  return {
    thread,
    entries: withSending(thread.comments, sending).map((entry) =>
      removing.includes(entry.id) ? { ...entry, ...GONE } : entry,
    ),
    /** @returns the comment, and whether it stands on this page */
    async send({ body, parentId, clientKey }: Written): Promise<{ id: string; here: boolean }> {
      setSending((others) => [...others, onItsWay({ body, parentId, clientKey }, viewer)]);
      try {
        const input = { paper, body, parentId, clientKey };
        const { id } =
          group === undefined
            ? await add.mutateAsync(input)
            : await addInGroup.mutateAsync({ ...input, group });
        await refresh();
        return { id, here: fresh()?.comments.some((comment) => comment.id === id) ?? false };
      } finally {
        setSending((others) => others.filter(({ id }) => id !== clientKey));
      }
    },
    async change(commentId: string, body: string): Promise<void> {
      await edit.mutateAsync({ commentId, body });
      await refresh();
    },
    async take(commentId: string): Promise<void> {
      setRemoving((others) => [...others, commentId]);
      try {
        await remove.mutateAsync({ commentId });
      } catch (error) {
        showRefusal(error);
      }
      await refresh();
      setRemoving((others) => others.filter((id) => id !== commentId));
    },
  };
}

const GONE = { deleted: true, author: null, html: "", may: { edit: false, remove: false } };

function onItsWay({ body, parentId, clientKey }: Written, viewer: Viewer): Entry {
  return {
    id: clientKey,
    parentId,
    depth: 0,
    html: "",
    body,
    author: viewer,
    createdAt: new Date(),
    editedAt: null,
    deleted: false,
    unshown: 0,
    may: { edit: false, remove: false },
    sending: body,
  };
}
