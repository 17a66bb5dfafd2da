"use client";

import { useRef } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { type Library, lazyLibrary } from "@/components/ui/library";

type Check<In extends FieldValues, Out extends FieldValues> = Library<Resolver<In, unknown, Out>>;

/** The check of a form by the schema of its procedure, fetched with its library when it is first needed. */
export function lateCheck<In extends FieldValues, Out extends FieldValues>(
  load: () => Promise<z.ZodType<Out, In>>,
): Check<In, Out> {
  return lazyLibrary(async () => {
    const [{ zodResolver }, schema] = await Promise.all([
      import("@hookform/resolvers/zod"),
      load(),
    ]);
    return zodResolver(schema);
  });
}

/** `useSchemaForm` for a form that many pages show and few people send. */
export function useLateForm<In extends FieldValues, Out extends FieldValues>(
  check: Check<In, Out>,
  defaultValues: DefaultValues<In>,
): UseFormReturn<In, unknown, Out> {
  const form = useForm<In, unknown, Out>({
    defaultValues,
    async resolver(values, context, options) {
      // Without its library, a form goes to the server as it is, which holds it to the same schema.
      const resolve = await check.fetch().catch(() => null);
      if (!resolve) return { values: values as unknown as Out, errors: {} };
      return resolve(values, context, options);
    },
  });
  const sending = useRef(false);
  return {
    ...form,
    handleSubmit: (...handlers) => {
      const submit = form.handleSubmit(...handlers);
      return (event) => {
        // The check may take a moment, in which a button is pressed again.
        if (sending.current) {
          event?.preventDefault();
          return Promise.resolve(undefined);
        }
        sending.current = true;
        return submit(event).finally(() => {
          sending.current = false;
        });
      };
    },
  };
}
