"use client";

import { useWatch } from "react-hook-form";
import { lateCheck, useLateForm } from "@/components/shell/late-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/fields/field";
import { Before, type Mine } from "../readings/before";
import { ReadBefore } from "../readings/read-before";
import { PitchField } from "./pitch-field";
import { useNominate } from "./use-nominate";

const check = lateCheck(async () => (await import("@/server/ballots/schema")).nominateForm);

interface FormProps {
  paperId: string;
  groups: Mine[];
  timeZone: string;
  onDone(): void;
}

/** The form that nominates a paper in one of these groups. */
export function NominateForm({ paperId, groups, timeZone, onDone }: FormProps) {
  const [only] = groups.length === 1 ? groups : [];
  const form = useLateForm(check, { paperId, pitch: "", group: only?.slug ?? "" });
  const nameOf = (wanted: string) => groups.find(({ slug }) => slug === wanted)?.name ?? wanted;
  const { nominate, pending, readBefore } = useNominate({ form, nameOf, onDone });
  const { errors } = form.formState;
  const wanted = useWatch({ control: form.control, name: "group" });
  const chosen = groups.find(({ slug }) => slug === wanted);
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => nominate(values))}
    >
      {only ? (
        <p>
          In <bdi className="font-medium">{only.name}</bdi>
        </p>
      ) : (
        <SelectField
          label="Group"
          {...form.register("group")}
          error={errors.group?.message ?? null}
        >
          <option value="">Choose a group</option>
          {groups.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {chosen && (chosen.chosenAt || chosen.readAt) ? (
        <p className="text-muted text-sm">
          This group
          <Before {...chosen} timeZone={timeZone} />. You can still nominate it again.
        </p>
      ) : null}
      <PitchField
        {...form.register("pitch")}
        text={() => form.getValues("pitch") ?? ""}
        error={errors.pitch?.message ?? null}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending}>
          Nominate
        </Button>
      </div>
      <ReadBefore {...readBefore} />
    </form>
  );
}
