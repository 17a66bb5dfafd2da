"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { type RouterOutputs, useTRPCClient } from "@/trpc/client";

type Offered = RouterOutputs["shelves"]["ofPaper"]["lists"][number];

interface Props {
  paperId: string;
  lists: readonly Offered[];
  onChanged(): void;
}

/** The lists on which a paper is, and those on which it can be put, with a field for a new one. */
export function ListChoice({ paperId, lists, onChanged }: Props) {
  const { shelves, groupLists } = useTRPCClient();
  const put = useMutation({
    mutationFn: ({ id: listId, group, on }: Offered) =>
      group
        ? groupLists.put.mutate({ group: group.slug, listId, paperId, on })
        : shelves.put.mutate({ listId, paperId, on }),
    onError: (error) => showRefusal(error),
    onSettled: onChanged,
  });
  const shown = (list: Offered) =>
    put.isPending && put.variables.id === list.id ? put.variables.on : list.on;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">Lists</legend>
      {lists.map((list) => (
        <label key={list.id} className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            checked={shown(list)}
            disabled={list.on && !list.mayTakeOff}
            onChange={(event) => put.mutate({ ...list, on: event.target.checked })}
            className="size-4 accent-[var(--accent)]"
          />
          <span className="min-w-0 wrap-anywhere">
            <bdi>{list.name}</bdi>
            {list.group ? (
              <span className="text-muted text-sm">
                {" "}
                · list of <bdi>{list.group.name}</bdi>
              </span>
            ) : null}
          </span>
        </label>
      ))}
      <NewList paperId={paperId} onChanged={onChanged} />
    </fieldset>
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
