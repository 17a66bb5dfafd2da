"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useShown } from "@/components/shell/use-shown";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { type RouterOutputs, useTRPCClient } from "@/trpc/client";

type Offered = RouterOutputs["shelves"]["ofPaper"]["lists"][number];

interface Props {
  paperId: string;
  lists: readonly Offered[];
  /** Settles when the window shows the change. */
  onChanged(): Promise<void>;
}

/** The lists on which a paper is, and those on which it can be put, with a field for a new one. */
export function ListChoice({ paperId, lists, onChanged }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">Lists</legend>
      {lists.map((list) => (
        <ListBox key={list.id} paperId={paperId} list={list} onChanged={onChanged} />
      ))}
      <NewList paperId={paperId} onChanged={onChanged} />
    </fieldset>
  );
}

/** One list with a box: checked when the paper is on it. */
function ListBox({ paperId, list, onChanged }: { list: Offered } & Omit<Props, "lists">) {
  const { shelves, groupLists } = useTRPCClient();
  const { id: listId, group } = list;
  const put = useMutation({
    mutationFn: (on: boolean) =>
      group
        ? groupLists.put.mutate({ group: group.slug, listId, paperId, on })
        : shelves.put.mutate({ listId, paperId, on }),
    onError: (error) => showRefusal(error),
    onSettled: onChanged,
  });
  const [on, choose] = useShown(list.on);
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        checked={on}
        disabled={list.on && !list.mayTakeOff}
        onChange={({ target: { checked } }) => choose(checked, () => put.mutateAsync(checked))}
        className="size-4 accent-[var(--accent)]"
      />
      <span className="min-w-0 wrap-anywhere">
        <bdi>{list.name}</bdi>
        {group ? (
          <span className="text-muted text-sm">
            {" "}
            · list of <bdi>{group.name}</bdi>
          </span>
        ) : null}
      </span>
    </label>
  );
}

/** A field for a list that begins with the paper. */
function NewList({ paperId, onChanged }: Pick<Props, "paperId" | "onChanged">) {
  const { shelves } = useTRPCClient();
  const [name, setName] = useState("");
  const add = useMutation({
    async mutationFn() {
      const { id: listId } = await shelves.addList.mutate({ name, description: "" });
      await shelves.put.mutate({ listId, paperId, on: true });
    },
    onSuccess: () => setName(""),
    onError: (error) => showRefusal(error),
    onSettled: onChanged,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && !add.isPending) add.mutate();
  };
  return (
    <form method="post" onSubmit={submit} className="flex items-end gap-2">
      <div className="grow">
        <TextField
          label="New list"
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button type="submit" pending={add.isPending}>
        Add
      </Button>
    </form>
  );
}
