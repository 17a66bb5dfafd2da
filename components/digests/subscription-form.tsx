"use client";

import { useMutation } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button, LinkButton } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import {
  type ScheduleFields as Schedule,
  type SubscriptionFields,
  subscriptionInput,
} from "@/server/digests/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { ScheduleFields } from "./schedule-fields";
import { SourceFields } from "./source-fields";

interface Named {
  slug: string;
  name: string;
}

interface Props {
  /** The subscription to change; null for a new one. */
  subscriptionId: string | null;
  defaults: SubscriptionFields;
  topics: readonly Named[];
  /** The authors among the sources, by their keys. */
  authors: readonly Named[];
  groups: readonly Named[];
}

/** The form of a subscription: its sources, schedule and length. */
export function SubscriptionForm({ subscriptionId, defaults, topics, authors, groups }: Props) {
  const trpc = useTRPC();
  const { go, refresh, refreshing: leaving } = useRefresh();
  const form = useSchemaForm(subscriptionInput, defaults);
  const done = {
    onSuccess() {
      toast.success("Saved.");
      go(PATHS.digests);
      refresh();
    },
    onError: (error: unknown) => showRefusal(error, form),
  };
  const create = useMutation(trpc.digests.create.mutationOptions(done));
  const change = useMutation(trpc.digests.change.mutationOptions(done));
  const sources = form.watch("sources");
  const submit = form.handleSubmit((subscription) =>
    subscriptionId === null
      ? create.mutate(subscription)
      : change.mutate({ subscriptionId, subscription }),
  );
  const { errors } = form.formState;
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-3xl gap-8">
      <section aria-labelledby="about" className="grid gap-4">
        <h2 id="about" className="font-semibold font-serif text-xl">
          What it is about
        </h2>
        <SourceFields
          sources={sources}
          topics={topics}
          authors={authors}
          groups={groups}
          error={errors.sources?.message ?? errors.sources?.root?.message ?? null}
          onChange={(chosen) =>
            form.setValue("sources", chosen, { shouldValidate: form.formState.isSubmitted })
          }
        />
      </section>
      <section aria-labelledby="when" className="grid gap-4">
        <h2 id="when" className="font-semibold font-serif text-xl">
          When it comes
        </h2>
        <ScheduleFields form={form as unknown as UseFormReturn<Schedule, unknown, never>} />
      </section>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={create.isPending || change.isPending || leaving}
        >
          Save
        </Button>
        <LinkButton href={PATHS.digests}>Cancel</LinkButton>
      </div>
    </form>
  );
}
