"use client";

import { useEffect } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { linesOf } from "@/server/papers/catalogue/identifiers/rules";
import { type PaperCard, paperForm, TITLE_MAX } from "@/server/papers/schema";
import { authorsError } from "../corrections/paper-fields";
import { deleteDraft, readDraft, saveDraft } from "../draft";
import { WhichPaper } from "../same/which-paper";
import type { Fields } from "./use";
import { type Decided, useAddPaper, useDoubt } from "./use-add-paper";

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
  const { title, authors, abstract = "", url = "", identifiers = [], ...others } = known;
  // Whoever puts it right has typed it.
  const { sameAs: _, differsFrom: __, pasted: ___, ...more } = others;
  const form = useSchemaForm(paperForm, {
    ...{ title, abstract, url, authors: authors.join("\n") },
    identifiers: linesOf(identifiers, url),
  });
  const { errors } = form.formState;
  const adding = useAddPaper();
  const doubt = useDoubt();
  useEffect(() => {
    if (!keepsDraft) return;
    form.reset({ ...form.getValues(), ...readDraft() });
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => saveDraft(values),
    });
  }, [form, keepsDraft]);
  const send = (decided: Decided = {}) =>
    form.handleSubmit((paper) =>
      adding.mutate(
        { ...more, ...paper, ...decided },
        {
          onSuccess({ paper, found, isCertain }) {
            // Nobody is stuck with a namesake: the person decides.
            if (found && !isCertain) return doubt.raiseFound(paper);
            if (keepsDraft) deleteDraft();
            onAdded(paper, found);
          },
          onError(error) {
            if (!doubt.raise(error)) showRefusal(error, form);
          },
        },
      ),
    )();
  const pending = adding.isPending || adding.data?.isCertain === true;
  return (
    <form
      method="post"
      noValidate
      aria-label="Add a paper"
      className="grid max-w-2xl gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        // React would hand it on to a form around the dialog that this one stands in.
        event.stopPropagation();
        void send();
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
        label="Other identifiers (optional)"
        hint="One per line: DOI, arXiv ID, PubMed ID, OpenReview, ACL, ISBN or another page."
        rows={2}
        spellCheck={false}
        {...form.register("identifiers")}
        error={authorsError(errors.identifiers) ?? null}
      />
      <TextArea
        label="Abstract (optional)"
        hint="You can write math between dollar signs: $O(n \log n)$."
        rows={10}
        {...form.register("abstract")}
        error={errors.abstract?.message ?? null}
      />
      {doubt.candidates ? (
        <WhichPaper
          candidates={doubt.candidates}
          pending={pending}
          onSame={(sameAs) => void send({ sameAs })}
          onAnother={() => void send(doubt.sayAnother())}
        />
      ) : (
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            {add}
          </Button>
        </div>
      )}
    </form>
  );
}
