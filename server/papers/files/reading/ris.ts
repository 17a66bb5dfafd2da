import { dateOfParts } from "../../sources/reading/dates";
import type { NameParts } from "../formats/names";
import { authorFields, type Entry, entryOf, type Fields } from "./entry";

const TAG = /^\s{0,4}([A-Z][A-Z0-9]) {1,3}- ?(.*)$/;

interface Reference {
  line: number;
  tags: [string, string][];
}

/** Reads the references of a file of RIS. Lines without a tag continue the one before. */
export function* readRis(text: string, site: string): Generator<Entry> {
  const references: Reference[] = [];
  let open: Reference | null = null;
  const stray: Entry[] = [];
  for (const [at, line] of text.split(/\r\n|[\r\n]/).entries()) {
    const [, tag = "", value = ""] = TAG.exec(line) ?? [];
    if (tag === "TY") {
      open = { line: at + 1, tags: [] };
      references.push(open);
    }
    if (tag === "ER") open = null;
    else if (open && tag) open.tags.push([tag, value]);
    else if (open) {
      const last = open.tags.at(-1);
      if (last) last[1] += `\n${line}`;
    } else if (tag)
      stray.push({ line: at + 1, what: "It stands outside of a reference: TY is missing." });
  }
  yield* stray;
  for (const reference of references) yield readReference(reference, site);
}

function readReference({ line, tags }: Reference, site: string): Entry {
  return entryOf(line, fieldsOfTags(tags), site);
}

/** The fields of a reference. */
export function fieldsOfTags(tags: readonly (readonly [string, string])[]): Fields {
  const all = (...names: string[]) =>
    tags.filter(([tag]) => names.includes(tag)).map(([, value]) => value.trim());
  const first = (...names: string[]) =>
    names.flatMap((name) => all(name)).find((value) => value !== "") ?? "";
  const authors = all("AU", "A1");
  const [year, month, day] = first("DA", "Y1", "PY", "Y2").split("/");
  return {
    title: first("TI", "T1", "CT"),
    abstract: first("AB", "N2"),
    ...authorFields((authors.length > 0 ? authors : all("A2", "ED")).map(nameIn)),
    venue: first("T2", "JO", "JF", "BT", "JA"),
    date: dateOfParts([year || first("PY"), month, day]),
    dois: all("DO", "DI", "M1", "M3"),
    // "C2" holds other things in other programs.
    pmcids: all("C2").filter((value) => /^PMC\d+$/i.test(value)),
    further: first("U1"),
    links: all("UR", "LK", "L2"),
  };
}

/** Reads "Family, Given, Suffix"; a comma at the end says that all of it is one name. */
function nameIn(name: string): NameParts {
  const [family = "", given = "", ...suffix] = name.split(/\s*,\s*/);
  return given === "" ? { literal: family } : { family, given, suffix: suffix.join(" ") };
}
