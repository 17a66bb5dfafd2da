"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useListCalls } from "./use-list-calls";

const ListForm = dynamic(() => import("./list-form").then((one) => one.ListForm));

interface Props {
  group: string | null;
  list: { id: string; name: string; description: string };
  /** Where to go once the list is deleted. */
  lists: string;
}

/** Buttons that change a list or delete it. */
export function ListActions({ group, list, lists }: Props) {
  const calls = useListCalls(group);
  const { go, refreshing } = useRefresh();
  const [editing, setEditing] = useState(false);
  const remove = useMutation({
    mutationFn: () => calls.remove(list.id),
    onSuccess() {
      toast.success("The list is deleted.");
      go(lists);
    },
    onError: (error) => showRefusal(error),
  });
  return (
    <>
      <Button size="small" onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Confirm
        trigger={
          <Button size="small" variant="quiet" pending={remove.isPending || refreshing}>
            Delete
          </Button>
        }
        title="Delete this list?"
        action="Delete"
        danger
        onConfirm={() => remove.mutate()}
      >
        The papers stay in the catalogue, and on your other lists. This cannot be undone.
      </Confirm>
      <Dialog open={editing} onOpenChange={setEditing} title="Edit the list">
        <ListForm group={group} list={list} onDone={() => setEditing(false)} />
      </Dialog>
    </>
  );
}
