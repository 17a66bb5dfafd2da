"use client";

import type { FieldErrors, UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { TextArea, TextField } from "@/components/ui/fields/field";
import type { PaperFields } from "@/server/papers/corrections/rules";
import type { editForm } from "@/server/papers/corrections/schema";
import { TITLE_MAX } from "@/server/papers/schema";
import { AuthorParts, namesIn, type PartsByName } from "./author-parts";
import { FurtherIdentifiers } from "./further-identifiers";

/** The fields of a paper as typed, with one author per line. */
type TypedPaper = z.input<typeof editForm>;

/** The fields as they stand in the form. */
export function typedPaper({ authors, authorParts: _, ...fields }: PaperFields) {
  return { ...fields, authors: authors.join("\n"), reason: "" };
}

/** Maps the names of a paper’s authors to the parts that are known. */
export function partsKnown({ authors, authorParts }: PaperFields): PartsByName {
  return Object.fromEntries(authors.map((name, place) => [name, authorParts[place] ?? null]));
}

interface Props {
  form: UseFormReturn<TypedPaper, unknown, z.output<typeof editForm>>;
  errors: FieldErrors<TypedPaper>;
  parts: PartsByName;
  onParts(parts: PartsByName): void;
}

/** The inputs for all fields of a paper that can be corrected. */
export function PaperInputs({ form, errors, parts, onParts }: Props) {
  const { register } = form;
  const names = namesIn(form.watch("authors"));
  return (
    <>
      <TextField
        label="Title"
        maxLength={TITLE_MAX}
        autoComplete="off"
        {...register("title")}
        error={errors.title?.message ?? null}
      />
      <TextArea
        label="Authors"
        hint="One per line, in order."
        rows={4}
        {...register("authors")}
        error={authorsError(errors.authors) ?? null}
      />
      {names.length > 0 ? (
        <AuthorParts
          names={names}
          known={parts}
          onChange={(was, name, part) => {
            onParts({ ...parts, [name]: part });
            if (name === was) return;
            const renamed = names.map((one) => (one === was ? name : one));
            form.setValue("authors", renamed.join("\n"), { shouldDirty: true });
          }}
        />
      ) : null}
      <TextField
        label="Link (optional)"
        inputMode="url"
        autoComplete="off"
        {...register("url")}
        error={errors.url?.message ?? null}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="arXiv ID (optional)"
          autoComplete="off"
          {...register("arxivId")}
          error={errors.arxivId?.message ?? null}
        />
        <TextField
          label="DOI (optional)"
          autoComplete="off"
          {...register("doi")}
          error={errors.doi?.message ?? null}
        />
        <TextField
          label="Journal or conference (optional)"
          autoComplete="off"
          {...register("venue")}
          error={errors.venue?.message ?? null}
        />
        <TextField
          label="Published on (optional)"
          hint="As exactly as it is known: 2024, 2024-05 or 2024-05-17."
          autoComplete="off"
          {...register("publishedOn")}
          error={errors.publishedOn?.message ?? null}
        />
      </div>
      <FurtherIdentifiers
        identifiers={(form.watch("identifiers") ?? []) as PaperFields["identifiers"]}
        error={authorsError(errors.identifiers) ?? null}
        onChange={(identifiers) => {
          form.clearErrors("identifiers");
          form.setValue("identifiers", identifiers, { shouldDirty: true });
        }}
      />
      <TextArea
        label="Abstract (optional)"
        hint="You can write math between dollar signs: $O(n \log n)$."
        rows={10}
        {...register("abstract")}
        error={errors.abstract?.message ?? null}
      />
    </>
  );
}

/** Finds the error of the list of names or of one of them. */
export function authorsError(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  return Object.values(error).map(authorsError).find(Boolean);
}
