"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { showRefusal, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { type ScheduleFields as Fields, scheduleInput } from "@/server/digests/schema";
import { useTRPC } from "@/trpc/client";
import { ScheduleFields } from "./schedule-fields";

/** Changes when a digest comes, by the link from its mail. */
export function ScheduleByLink({ token, defaults }: { token: string; defaults: Fields }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const form = useSchemaForm(scheduleInput, defaults);
  const change = useMutation(
    trpc.digests.changeByLink.mutationOptions({
      onSuccess() {
        toast.success("Saved.");
        start(() => router.refresh());
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-3xl gap-6"
      onSubmit={form.handleSubmit((schedule) => change.mutate({ token, schedule }))}
    >
      <ScheduleFields form={form as unknown as UseFormReturn<Fields, unknown, never>} />
      <div>
        <Button type="submit" variant="primary" pending={change.isPending || refreshing}>
          Save
        </Button>
      </div>
    </form>
  );
}
