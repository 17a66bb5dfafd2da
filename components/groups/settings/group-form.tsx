"use client";

import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { TimeZoneField } from "@/components/shell/zones/time-zone-field";
import { TextTabs } from "@/components/threads/composing/text-tabs";
import { WritingHelp } from "@/components/threads/composing/writing-help";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { DESCRIPTION_MAX, groupFields, NAME_MAX } from "@/server/groups/schema";
import { JOIN_POLICIES, VISIBILITIES } from "../choices";
import { ChoiceField } from "./choice-field";

export type GroupFields = z.output<typeof groupFields>;

interface Props {
  /** Initial values of the form. */
  defaults: GroupFields;
  /** The label of the button. */
  action: string;
  pending: boolean;
  onSubmit: (fields: GroupFields) => Promise<unknown>;
}

/** The form of a group, to create or change one. */
export function GroupForm({ defaults, action, pending, onSubmit }: Props) {
  const form = useSchemaForm(groupFields, defaults);
  const { errors, isSubmitting } = form.formState;
  const visibility = useWatch({ control: form.control, name: "visibility" });
  const submit = form.handleSubmit(async (fields) => {
    try {
      await onSubmit(fields);
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-2xl gap-6">
      <TextField
        label="Name"
        maxLength={NAME_MAX}
        autoComplete="off"
        error={errors.name?.message}
        {...form.register("name")}
      />
      <div className="grid gap-1">
        <TextTabs
          label="Description"
          text={() => form.getValues("description") ?? ""}
          error={errors.description?.message}
          className="min-h-24"
        >
          <TextArea
            label="Description"
            hint="Optional. Describe your topics, how often you meet, and the people you welcome."
            maxLength={DESCRIPTION_MAX}
            error={errors.description?.message}
            {...form.register("description")}
          />
        </TextTabs>
        <WritingHelp />
      </div>
      <ChoiceField
        legend="Who can see the group"
        options={VISIBILITIES}
        register={form.register("visibility")}
      />
      {visibility === "private" ? null : (
        <ChoiceField
          legend="How people join"
          options={JOIN_POLICIES}
          register={form.register("joinPolicy")}
        />
      )}
      <TimeZoneField
        label="Time zone"
        hint="Meetings and ballots follow it. Everyone sees times in their own time zone."
        current={defaults.timeZone}
        error={errors.timeZone?.message}
        {...form.register("timeZone")}
      />
      <div>
        <Button type="submit" variant="primary" pending={pending || isSubmitting}>
          {action}
        </Button>
      </div>
    </form>
  );
}
