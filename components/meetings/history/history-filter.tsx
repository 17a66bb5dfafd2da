import { Button, LinkButton } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  path: string;
  history: Pick<RouterOutputs["meetings"]["history"], "years" | "presenters">;
  wanted: { q: string; year: number | null; presenter: string | null };
}

/** Filters a group's history. Works without scripts, and has an address that can be shared. */
export function HistoryFilter({ path, history: { years, presenters }, wanted }: Props) {
  const { q, year, presenter } = wanted;
  const filtered = q !== "" || year !== null || presenter !== null;
  return (
    <form action={path} className="flex flex-wrap items-end gap-3">
      <div className="min-w-48 flex-1">
        <TextField
          label="Words from the title, or an author"
          type="search"
          name="q"
          maxLength={100}
          defaultValue={q}
        />
      </div>
      <SelectField label="Year" name="year" defaultValue={year ?? ""}>
        <option value="">any</option>
        {years.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </SelectField>
      <SelectField label="Presented by" name="presenter" defaultValue={presenter ?? ""}>
        <option value="">anyone</option>
        {presenters.map(({ handle, name }) => (
          <option key={handle} value={handle}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="flex gap-2">
        <Button type="submit">
          <Icon of="lucide--search" className="size-4" />
          Find
        </Button>
        {filtered ? (
          <LinkButton href={path} variant="quiet">
            Show all
          </LinkButton>
        ) : null}
      </div>
    </form>
  );
}
