import {
  type Changes,
  changedFields,
  FIELDS,
  type Field,
  isSame,
  type PaperFields,
} from "../corrections/rules";

/** The fields that have an origin. The parts of names came with the names. */
export const WITH_ORIGIN: readonly Field[] = FIELDS.filter((field) => field !== "authorParts");

/** The way in which the fields of a new paper came into the catalogue. */
export interface Origins {
  kind: "typed" | "pasted" | "file";
  /** The format of the file. */
  name?: string;
  /** The sources of fields that have the very value that a source gave. */
  sources?: Sources;
}

/** The names of sources by field. */
export type Sources = Partial<Record<Field, string>>;

/** The ways in which the value of a field came into the catalogue. */
export type OriginKind = "typed" | "pasted" | "file" | "source" | "correction" | "repair";

/** The origin of one field, as it is stored. */
export interface FieldOrigin {
  field: Field;
  kind: OriginKind;
  name: string;
}

/** The origins of the fields of a new paper that are known. */
export function originsOf(fields: PaperFields, { kind, name = "", sources = {} }: Origins) {
  return WITH_ORIGIN.filter((field) => fields[field].length > 0).map((field): FieldOrigin => {
    const source = sources[field];
    return source ? { field, kind: "source", name: source } : { field, kind, name };
  });
}

/** Finds the fields that have the very value that a source gave. */
export function sourcesOf(
  fields: PaperFields,
  given: PaperFields,
  source: string,
  abstractFrom = source,
): Sources {
  const same = WITH_ORIGIN.filter(
    (field) => fields[field].length > 0 && isSame(fields[field], given[field]),
  );
  return Object.fromEntries(
    same.map((field) => [field, field === "abstract" ? abstractFrom : source]),
  );
}

/** The origins of fields after a change: of a completion its source, of a repair the repair, else the correction. */
export function originsAfter(changes: Changes, kind: string, source: string): FieldOrigin[] {
  return changedFields(changes)
    .filter((field) => WITH_ORIGIN.includes(field) && (changes[field]?.after.length ?? 0) > 0)
    .map((field) => {
      if (kind === "completion" || kind === "version")
        return { field, kind: "source", name: source };
      return { field, kind: kind === "repair" ? "repair" : "correction", name: "" };
    });
}
