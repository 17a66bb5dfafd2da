"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { type Candidate, paperForm, TITLE_MAX } from "@/server/papers/schema";
import { nominatePath, paperPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { authorsError } from "./corrections/paper-fields";
import { deleteDraft, readDraft, saveDraft } from "./draft";
import { type FetchedPaper, LookUp } from "./look-up";
import { candidatesIn, WhichPaper } from "./same/which-paper";

const EMPTY = { title: "", abstract: "", authors: "", url: "" };

interface Props {
  /** The link to begin with. */
  url?: string | undefined;
  /** The group in which the paper is nominated next. */
  group?: string | undefined;
}

/** Adds a paper to the catalogue, or opens it if it is there already. */
export function AddPaper({ url, group }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useSchemaForm(paperForm, EMPTY);
  const { errors } = form.formState;
  useEffect(() => {
    form.reset({ ...EMPTY, ...readDraft(), ...(url ? { url } : {}) });
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => saveDraft(values),
    });
  }, [form, url]);
  const [candidates, setCandidates] = useState<Candidate[] | null>(null);
  /** The papers that it is not. */
  const [others, setOthers] = useState<string[]>([]);
  const { mutate, isPending, isSuccess } = useMutation(
    trpc.papers.add.mutationOptions({
      onSuccess({ slug, found }) {
        deleteDraft();
        if (found)
          toast.info("This paper is already in the catalogue, so nothing was added. Here it is.");
        else toast.success("The paper is now in the catalogue.");
        router.push(group ? nominatePath(group, paperPath(slug)) : paperPath(slug));
      },
      onError(error) {
        const found = candidatesIn(error);
        setCandidates(found);
        if (!found) showRefusal(error, form);
      },
    }),
  );
  const send = (decided: { sameAs?: string; differsFrom?: string[] } = {}) =>
    form.handleSubmit((paper) => mutate({ ...paper, ...decided }))();
  const sayAnother = (shown: readonly Candidate[]) => {
    const differsFrom = [...others, ...shown.map(({ id }) => id)].slice(-100);
    setOthers(differsFrom);
    void send({ differsFrom });
  };
  const fill = ({ authors, abstract, ...paper }: FetchedPaper) => {
    const typed = form.getValues();
    form.reset({ ...paper, authors: authors.join("\n"), abstract: abstract ?? typed.abstract });
    saveDraft(form.getValues());
  };
  return (
    <div className="grid gap-8">
      <LookUp text={url} group={group} onFound={fill} />
      <form
        noValidate
        aria-label="Add a paper"
        className="grid max-w-2xl gap-5"
        onSubmit={(event) => {
          event.preventDefault();
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
          label="Abstract (optional)"
          hint="You can write math between dollar signs: $O(n \log n)$."
          rows={10}
          {...form.register("abstract")}
          error={errors.abstract?.message ?? null}
        />
        {candidates ? (
          <WhichPaper
            candidates={candidates}
            pending={isPending || isSuccess}
            onSame={(sameAs) => void send({ sameAs })}
            onAnother={() => sayAnother(candidates)}
          />
        ) : (
          <div>
            <Button type="submit" variant="primary" pending={isPending || isSuccess}>
              Add the paper
            </Button>
          </div>
        )}
      </form>
    </div>
  );
}
