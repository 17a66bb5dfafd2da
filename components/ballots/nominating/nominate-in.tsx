"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { sentenceOf } from "@/components/shell/errors";
import { lateCheck, useLateForm } from "@/components/shell/late-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/times/when";
import { groupPapersPath, PATHS } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { ReadBefore } from "../readings/read-before";
import { PitchField } from "./pitch-field";
import { useNominate } from "./use-nominate";

interface Props {
  paperId: string;
  title: string;
}

type Mine = RouterOutputs["nominations"]["groupsFor"][number];

/** Shows whether the viewer's groups have nominated or read this paper, and nominates it there. */
export function InMyGroups({ paperId, title, timeZone }: Props & { timeZone: string }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery(trpc.nominations.groupsFor.queryOptions({ paperId }));
  if (error) return <p className="text-muted text-sm">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="h-10 w-44" />;
  if (data.length === 0) return <NoGroup />;
  const free = data.filter(({ nominated }) => !nominated);
  const known = data.filter(({ nominated, chosenAt, readAt }) => nominated || chosenAt || readAt);
  return (
    <div className="grid gap-2">
      {free.length > 0 ? (
        <div>
          <Button size="small" onClick={() => setOpen(true)}>
            <Icon of="lucide--thumbs-up" className="size-4" />
            Nominate in…
          </Button>
          <Dialog
            open={open}
            onOpenChange={setOpen}
            title="Nominate this paper"
            lead={<bdi>{title}</bdi>}
          >
            <NominateForm
              paperId={paperId}
              groups={free}
              timeZone={timeZone}
              onDone={() => setOpen(false)}
            />
          </Dialog>
        </div>
      ) : null}
      {known.length > 0 ? (
        <ul aria-label="In your groups" className="grid gap-1 text-sm">
          {known.map((group) => (
            <li key={group.slug} className="flex items-baseline gap-1.5">
              <Icon of="lucide--check" className="size-3.5 shrink-0 translate-y-0.5 text-accent" />
              <Standing group={group} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The way into a group, for people who are in none. */
export function NoGroup() {
  return (
    <p className="flex min-h-10 items-center text-muted text-sm">
      <span>
        <Link href={PATHS.groups} className="underline">
          Join a group or start one
        </Link>{" "}
        to read it together.
      </span>
    </p>
  );
}

/** Says whether a group has nominated, chosen or read a paper. */
export function Standing({
  group: { slug, name, nominated, chosenAt, readAt },
  timeZone,
}: {
  group: Mine;
  timeZone: string;
}) {
  return (
    <span>
      <Link href={groupPapersPath(slug)} className="underline">
        <bdi>{name}</bdi>
      </Link>
      <Before chosenAt={chosenAt} readAt={readAt} timeZone={timeZone} />
      {nominated ? `${chosenAt || readAt ? ", and it is" : ": already"} nominated` : null}
    </span>
  );
}

/** Says that a group will read a paper, or when it has. */
function Before({
  chosenAt,
  readAt,
  timeZone,
}: Pick<Mine, "chosenAt" | "readAt"> & { timeZone: string }) {
  const date = chosenAt ?? readAt;
  if (!date) return null;
  return (
    <>
      {chosenAt ? " chose it on " : " read it on "}
      <When date={date} timeZone={timeZone} kind="date" />
    </>
  );
}
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
