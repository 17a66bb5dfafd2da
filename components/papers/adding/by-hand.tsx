"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { type PaperCard, paperForm, TITLE_MAX } from "@/server/papers/schema";
import { paperPath } from "@/server/platform/web/addresses";
import { useTRPC, useTRPCClient } from "@/trpc/client";
import { authorsError } from "../corrections/paper-fields";
import { deleteDraft, readDraft, saveDraft } from "../draft";
import type { Fields } from "./use";

/** Adds a paper to the catalogue, and reads its card. `found` says that it was there already. */
export function useAddPaper() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (fields: Fields) => {
      const { slug, found } = await client.papers.add.mutate(fields);
      const texts = [paperPath(slug)];
      const [one] = await queryClient.fetchQuery(
        trpc.papers.lookUp.queryOptions({ texts }, { staleTime: 0 }),
      );
      return { paper: one?.paper as PaperCard, found };
    },
  });
}

interface Props {
  /** The fields as far as they are known. */
  known: Fields;
  /** The word on the button. */
  add: string;
  /** Keeps what is typed in this tab until the paper is added. */
  keepsDraft?: boolean;
  onAdded(paper: PaperCard, found: boolean): void;
}

/** The form that adds a paper by hand, or puts right what a source says. */
export function ByHand({ known, add, keepsDraft = false, onAdded }: Props) {
  const { authors, ...fields } = known;
  const form = useSchemaForm(paperForm, { url: "", ...fields, authors: authors.join("\n") });
  const { errors } = form.formState;
  const adding = useAddPaper();
  useEffect(() => {
    if (!keepsDraft) return;
    form.reset({ ...form.getValues(), ...readDraft() });
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => saveDraft(values),
    });
  }, [form, keepsDraft]);
  const send = form.handleSubmit((paper) =>
    adding.mutate(paper, {
      onSuccess({ paper, found }) {
        if (keepsDraft) deleteDraft();
        onAdded(paper, found);
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      noValidate
      aria-label="Add a paper"
      className="grid max-w-2xl gap-5"
      onSubmit={(event) => {
        // React would hand it on to a form around the dialog that this one stands in.
        event.stopPropagation();
        void send(event);
      }}
    >
      <TextField
        label="Title"
        hint="As printed on the paper."
        maxLength={TITLE_MAX}
        autoComplete="off"
        {...form.register("title")}
        error={errors.title?.message ?? null}
      />
      <TextArea
        label="Authors"
        hint="One per line, in order."
        rows={4}
        {...form.register("authors")}
        error={authorsError(errors.authors) ?? null}
      />
      <TextField
        label="Link (optional)"
        hint="A web address, an arXiv ID or a DOI, such as arXiv:1706.03762."
        inputMode="url"
        autoComplete="off"
        {...form.register("url")}
        error={errors.url?.message ?? null}
      />
      <TextArea
        label="Abstract"
        hint="You can write math between dollar signs: $O(n \log n)$."
        rows={10}
        {...form.register("abstract")}
        error={errors.abstract?.message ?? null}
      />
      <div>
        <Button type="submit" variant="primary" pending={adding.isPending || adding.isSuccess}>
          {add}
        </Button>
      </div>
    </form>
  );
}
