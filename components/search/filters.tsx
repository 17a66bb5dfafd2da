import { LABEL_WORDS } from "@/components/threads/comment/labels";
import { LinkButton } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields/field";
import { type SearchRequest, searchAddress } from "./address";

interface Props {
  path: string;
  request: SearchRequest;
  /** The viewer's groups to choose from; null if the search is within one group. */
  groups: readonly { slug: string; name: string }[] | null;
}

/** Filters of a search, as fields of the surrounding form. Works without JavaScript. */
export function Filters({ path, request, groups }: Props) {
  const { q, kind, group, label, author, since, until } = request;
  const chosen = [group, label, author, since, until].some((value) => value !== null);
  return (
    <div className="mt-4 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      {groups ? (
        <SelectField className="min-h-11" label="Group" name="group" defaultValue={group ?? ""}>
          <option value="">any</option>
          {groups.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {kind === "discussion" ? (
        <>
          <SelectField className="min-h-11" label="Label" name="label" defaultValue={label ?? ""}>
            <option value="">any</option>
            {Object.entries(LABEL_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Written by"
            name="author"
            placeholder="handle"
            className="min-h-11"
            maxLength={60}
            autoCapitalize="none"
            defaultValue={author ?? ""}
          />
        </>
      ) : null}
      <TextField
        className="min-h-11"
        label="From"
        name="since"
        type="date"
        defaultValue={since ?? ""}
      />
      <TextField
        className="min-h-11"
        label="To"
        name="until"
        type="date"
        defaultValue={until ?? ""}
      />
      {chosen ? (
        <LinkButton href={searchAddress(path, { q, kind })} variant="quiet">
          Clear filters
        </LinkButton>
      ) : null}
    </div>
  );
}
