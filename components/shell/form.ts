"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { toast } from "@/components/ui/toast";
import { fieldOf, sentenceOf } from "./errors";

/** A form held to the same schema as the procedure it is sent to. */
export function useSchemaForm<In extends FieldValues, Out extends FieldValues>(
  schema: z.ZodType<Out, In>,
  defaultValues: DefaultValues<In>,
): UseFormReturn<In, unknown, Out> {
  return useForm<In, unknown, Out>({ resolver: zodResolver(schema), defaultValues });
}

/** Shows a refusal: at the field it is about where the form has it, else as a toast. */
export function showRefusal(
  error: unknown,
  form?: {
    getValues: () => FieldValues;
    setError: (name: never, error: { message: string }) => void;
  },
): void {
  const field = fieldOf(error);
  if (form && field && field in form.getValues()) {
    form.setError(field as never, { message: sentenceOf(error) });
    return;
  }
  toast.error(sentenceOf(error));
}
