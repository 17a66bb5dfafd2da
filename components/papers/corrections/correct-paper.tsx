"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { changesBetween, type PaperFields } from "@/server/papers/corrections/rules";
import { editForm, REASON_MAX, suggestForm } from "@/server/papers/corrections/schema";
import { paperPath } from "@/server/platform/web/addresses";
import { refusalIn } from "@/trpc/calls";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { partsOf } from "./author-parts";
import { Differences } from "./differences";
import { OtherPaper } from "./other-paper";
import { PaperInputs, partsKnown, typedPaper } from "./paper-fields";

/** A paper as it is on the server. */
interface Saved {
  version: number;
  fields: PaperFields;
}

/** The details of a refusal; none for any other error. */
function detailsIn(error: unknown): Partial<Saved & { slug: string }> {
  return refusalIn(error)?.details ?? {};
}

/** The newer version in a refusal because of it; null for any other error. */
function newerIn(error: unknown): Saved | null {
  const { version, fields } = detailsIn(error);
  return version !== undefined && fields ? { version, fields } : null;
}

/** The form that changes a paper, or suggests to. When somebody else was faster, it shows both versions. */
export function CorrectPaper({ paper }: { paper: RouterOutputs["papers"]["form"] }) {
  const { id, slug, may } = paper;
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState<Saved>(paper);
  const [clash, setClash] = useState<{ mine: PaperFields; theirs: Saved } | null>(null);
  const [parts, setParts] = useState(() => partsKnown(paper.fields));
  const [other, setOther] = useState<string | null>(null);
  const form = useSchemaForm<z.input<typeof editForm>, z.output<typeof editForm>>(
    may.edit ? editForm : suggestForm,
    typedPaper(paper.fields),
  );
  const { errors } = form.formState;
  const edit = useMutation(trpc.papers.edit.mutationOptions());
  const suggest = useMutation(trpc.papers.suggest.mutationOptions());
  const send = (basedOn: number) =>
    form.handleSubmit(async ({ reason, identifiers = [], ...typed }) => {
      const authorParts = partsOf(typed.authors, parts);
      const mine = { ...typed, identifiers, authorParts };
      const call = may.edit ? edit : suggest;
      setOther(null);
      try {
        await call.mutateAsync({ ...mine, reason, paperId: id, basedOn });
      } catch (error) {
        const theirs = newerIn(error);
        if (theirs) setClash({ mine, theirs });
        else showRefusal(error, form);
        setOther(detailsIn(error).slug ?? null);
        return;
      }
      toast.success(
        may.edit
          ? "The paper is changed."
          : "Thank you. You will be told what becomes of your suggestion.",
      );
      void queryClient.invalidateQueries(trpc.papers.pathFilter());
      router.push(paperPath(slug));
      router.refresh();
    });
  const take = (basis: Saved) => {
    setSaved(basis);
    setClash(null);
  };
  const pending = edit.isPending || suggest.isPending;
  return (
    <form method="post" noValidate className="grid max-w-2xl gap-5" onSubmit={send(saved.version)}>
      <PaperInputs form={form} errors={errors} parts={parts} onParts={setParts} />
      {other ? (
        <OtherPaper slug={slug} other={other} moderator={viewer?.moderator === true} />
      ) : null}
      <TextField
        label={may.edit ? "Why (optional)" : "Why"}
        hint="Everybody can read this in the paper’s history."
        maxLength={REASON_MAX}
        autoComplete="off"
        {...form.register("reason")}
        error={errors.reason?.message ?? null}
      />
      {clash ? (
        <Card>
          <h2 role="alert" className="font-semibold font-serif text-xl">
            Somebody else changed this paper meanwhile
          </h2>
          <p className="mt-1 mb-3 text-muted">This is how yours differs from theirs.</p>
          <Differences changes={changesBetween(clash.theirs.fields, clash.mine)} />
          <div className="mt-4 flex flex-wrap gap-2">
            <Button
              pending={pending}
              onClick={(event) => {
                take(clash.theirs);
                void send(clash.theirs.version)(event);
              }}
            >
              {may.edit ? "Save mine" : "Send mine"}
            </Button>
            <Button
              onClick={() => {
                take(clash.theirs);
                form.reset(typedPaper(clash.theirs.fields));
                setParts(partsKnown(clash.theirs.fields));
              }}
            >
              Take theirs
            </Button>
          </div>
        </Card>
      ) : (
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            {may.edit ? "Save" : "Suggest"}
          </Button>
        </div>
      )}
    </form>
  );
}
