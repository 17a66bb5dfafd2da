"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button, LinkButton } from "@/components/ui/button";
import { Choice } from "@/components/ui/fields/choice";
import { TextArea } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { FIELD_WORDS } from "@/server/papers/corrections/rules";
import { mergeForm, REASON_MAX } from "@/server/papers/merging/schema";
import { listInWords } from "@/server/platform/text/words";
import { mergePaperPath, paperPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { PaperTitle } from "../paper-title";
import { Comparison } from "./comparison";

/** Two papers side by side, and the form that merges them. */
export function MergePapers({ compared }: { compared: RouterOutputs["papers"]["compare"] }) {
  const { papers, filled } = compared;
  const trpc = useTRPC();
  const router = useRouter();
  const [kept, setKept] = useState<"0" | "1">(
    papers[1].use.upvotes > papers[0].use.upvotes ? "1" : "0",
  );
  const form = useSchemaForm(mergeForm, { reason: "" });
  const merge = useMutation(
    trpc.papers.merge.mutationOptions({
      onSuccess({ slug }) {
        toast.success("The papers are merged.");
        router.push(paperPath(slug));
        router.refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const [stays, goes] = kept === "0" ? papers : [papers[1], papers[0]];
  const gets = filled[Number(kept)] ?? [];
  return (
    <div className="grid gap-8">
      <Comparison compared={compared} />
      <form
        method="post"
        noValidate
        className="grid max-w-3xl gap-5"
        onSubmit={form.handleSubmit((fields) =>
          merge.mutate({ ...fields, keptId: stays.id, otherId: goes.id }),
        )}
      >
        <Choice<"0" | "1">
          legend="Which one stays?"
          value={kept}
          onChange={setKept}
          options={papers.map(({ shown, slug }, at) => ({
            value: at === 0 ? "0" : "1",
            label: <PaperTitle of={shown} />,
            sentence: paperPath(slug),
          }))}
        />
        <p>
          Upvotes, comments, nominations and readings of the other paper come along, and so do notes
          and places on shelves and lists. Its address leads on. Nobody counts twice.
          {gets.length > 0
            ? ` From the other paper it gets what it lacks: ${listInWords(gets.map((field) => FIELD_WORDS[field]))}.`
            : null}{" "}
          You can undo this in the paper’s history.
        </p>
        <TextArea
          label="Why (optional)"
          rows={2}
          maxLength={REASON_MAX}
          error={form.formState.errors.reason?.message ?? null}
          {...form.register("reason")}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={merge.isPending}>
            Merge
          </Button>
          <LinkButton href={mergePaperPath(papers[0].slug)}>Choose another paper</LinkButton>
        </div>
      </form>
    </div>
  );
}
