"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useLive } from "@/components/shell/live/live";
import { watchOf } from "@/server/threads/rules";
import type { NewComment, Place, ReactionKind, ThreadPage } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";
import { withReaction } from "../comment/own-reaction";
import { entryOnItsWay, GONE, type Viewer, type Written, withSending } from "./on-its-way";
import { type PageView, pageQuery } from "./page-query";
import { createPlaces, type Entry, keepPlaces } from "./tree";

/** The fields of the composer; an edit keeps the quote. */
export type Typed = Pick<NewComment, "body" | "label" | "spoiler">;

/**
 * Loads a page of a thread for the viewer, and offers the actions on it. Shows `initial` until the viewer's own
 * page has come; guests keep it.
 */
export function useThread(place: Place, initial: ThreadPage, viewer: Viewer) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [sending, setSending] = useState<Written[]>([]);
  const [removing, setRemoving] = useState<string[]>([]);
  const [places] = useState(createPlaces);

  const { order, focus, pages } = initial;
  const page = pages.position;
  const view: PageView = focus === null ? { page, order } : { page, order, comment: focus };
  const query = pageQuery(trpc, place, view);
  // In public, guests see the server's page until something changes.
  const [changed, setChanged] = useState(false);
  const { data } = useQuery({
    ...query,
    enabled: place.group !== undefined || !!viewer || changed,
  });
  const thread = data ?? initial;

  const add = useMutation(trpc.threads.add.mutationOptions());
  const addInGroup = useMutation(trpc.threads.addInGroup.mutationOptions());
  const addOnMeeting = useMutation(trpc.threads.addOnMeeting.mutationOptions());
  const offline = add.isPaused || addInGroup.isPaused || addOnMeeting.isPaused;
  const edit = useMutation(trpc.threads.edit.mutationOptions());
  const remove = useMutation(trpc.threads.remove.mutationOptions());
  const react = useMutation(trpc.threads.react.mutationOptions());
  const answer = useMutation(trpc.threads.markAnswered.mutationOptions());
  const pin = useMutation(trpc.threads.pin.mutationOptions());
  const refresh = () => queryClient.invalidateQueries(trpc.threads.pathFilter());

  useLive(watchOf(place), initial.readAt, () => {
    setChanged(true);
    void queryClient.invalidateQueries({ queryKey: query.queryKey });
  });

  const write = (comment: Written) => {
    const written: NewComment = { ...comment, seenNumber: thread.lastNumber };
    if ("meeting" in place) {
      return addOnMeeting.mutateAsync({
        ...written,
        meetingId: place.meeting,
        group: place.group,
      });
    }
    const { paper, group } = place;
    return group === undefined
      ? add.mutateAsync({ ...written, paper })
      : addInGroup.mutateAsync({ ...written, paper, group });
  };

  const patch = (commentId: string, change: (comment: Entry) => Partial<Entry>) =>
    queryClient.setQueryData(query.queryKey, (before: ThreadPage | undefined) =>
      before === undefined
        ? before
        : {
            ...before,
            comments: before.comments.map((comment) =>
              comment.id === commentId ? { ...comment, ...change(comment) } : comment,
            ),
          },
    );
  /** Waits for an action on a comment, shows a refusal, and loads the thread again. */
  const act = async (done: Promise<unknown>): Promise<void> => {
    try {
      await done;
    } catch (error) {
      showRefusal(error);
    }
    await refresh();
  };

  return {
    thread,
    entries: withSending(
      keepPlaces(thread.comments, places, order),
      // The viewer may become known only after sending.
      sending.map((written) => entryOnItsWay(written, viewer, offline)),
      order,
    ).map((entry) => (removing.includes(entry.id) ? { ...entry, ...GONE } : entry)),
    /** @returns the comment's id, and whether it is on this page */
    async send(written: Written): Promise<{ id: string; here: boolean }> {
      setSending((others) => [...others, written]);
      try {
        const { id } = await write(written);
        // Whoever writes follows the thread from then on, and its button says so.
        void queryClient.invalidateQueries(trpc.notifications.following.pathFilter());
        await refresh();
        const fresh: ThreadPage | undefined = queryClient.getQueryData(query.queryKey);
        return { id, here: fresh?.comments.some((comment) => comment.id === id) ?? false };
      } finally {
        setSending((others) => others.filter((other) => other !== written));
      }
    },
    async change(commentId: string, typed: Typed, forgetsQuoted = false): Promise<void> {
      await edit.mutateAsync({ commentId, ...typed, forgetsQuoted });
      await refresh();
    },
    async react(commentId: string, kind: ReactionKind, on: boolean): Promise<void> {
      patch(commentId, ({ reactions }) => ({ reactions: withReaction(reactions, kind, on) }));
      try {
        const reactions = await react.mutateAsync({ commentId, kind, on });
        patch(commentId, () => ({ reactions }));
      } catch (error) {
        showRefusal(error);
        await refresh();
      }
    },
    markAnswered: (commentId: string, answered: boolean) =>
      act(answer.mutateAsync({ commentId, answered })),
    pin: (commentId: string, pinned: boolean) => act(pin.mutateAsync({ commentId, pinned })),
    async remove(commentId: string): Promise<void> {
      setRemoving((others) => [...others, commentId]);
      await act(remove.mutateAsync({ commentId }));
      setRemoving((others) => others.filter((id) => id !== commentId));
    },
  };
}
