"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { toast } from "@/components/ui/toast";
import { showRefusal } from "./errors";

/** A form held to the same schema as the procedure it is sent to. */
export function useSchemaForm<In extends FieldValues, Out extends FieldValues>(
  schema: z.ZodType<Out, In>,
  defaultValues: DefaultValues<In>,
): UseFormReturn<In, unknown, Out> {
  return useForm<In, unknown, Out>({ resolver: zodResolver(schema), defaultValues });
}

interface Asked {
  /** Closes the dialog from which the call was made. */
  onDone?: () => void;
  /** The form that was sent. */
  form?: Parameters<typeof showRefusal>[1];
}

/** Answers to a call that changes the page: a sentence and the page again, or the refusal. */
export function useAnswer(said: string, { onDone, form }: Asked = {}) {
  const router = useRouter();
  return {
    onSuccess() {
      toast.success(said);
      onDone?.();
      router.refresh();
    },
    onError: (error: unknown) => showRefusal(error, form),
  };
}
