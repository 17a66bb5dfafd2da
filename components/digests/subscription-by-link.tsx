"use client";

import { useMutation } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { type ByLinkFields, byLinkInput, type PublicSource } from "@/server/digests/schema";
import { useTRPC } from "@/trpc/client";
import { ScheduleFields } from "./schedule-fields";
import { PublicSourceFields } from "./source-fields";

interface Props {
  token: string;
  /** Sources are left out if only a signed-in person may choose them. */
  defaults: ByLinkFields;
  topics: readonly { slug: string; name: string }[];
  /** The authors among the sources, by their keys. */
  authors: readonly { slug: string; name: string }[];
}

/** Changes a subscription by the link in its email. */
export function SubscriptionByLink({ token, defaults, topics, authors }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const form = useSchemaForm(byLinkInput, defaults);
  const change = useMutation(
    trpc.digests.changeByLink.mutationOptions({
      onSuccess() {
        toast.success("Saved.");
        refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const sources = form.watch("sources");
  const { errors, isSubmitted } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-3xl gap-6"
      onSubmit={form.handleSubmit((subscription) => change.mutate({ token, subscription }))}
    >
      <ScheduleFields form={form as unknown as UseFormReturn<ByLinkFields, unknown, never>} />
      {sources ? (
        <section aria-labelledby="about" className="grid gap-4">
          <h2 id="about" className="font-semibold font-serif text-xl">
            What it is about
          </h2>
          <PublicSourceFields
            sources={sources}
            topics={topics}
            authors={authors}
            error={errors.sources?.message ?? errors.sources?.root?.message ?? null}
            onChange={(chosen: PublicSource[]) =>
              form.setValue("sources", chosen, { shouldValidate: isSubmitted })
            }
          />
        </section>
      ) : null}
      <div>
        <Button type="submit" variant="primary" pending={change.isPending || refreshing}>
          Save
        </Button>
      </div>
    </form>
  );
}
