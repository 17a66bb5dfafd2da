// The ACL Anthology, which has a file of BibTeX for each paper.
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { z } from "zod";
import { dateOfParts } from "./reading/dates";
import { organizationOf, personOf } from "./reading/people";
import { withoutTex } from "./reading/tex";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import { type Author, identifiersFrom, type Mapped, type Source, Unreadable } from "./record";

const entry = z.object({ type: z.string(), properties: z.record(z.string(), z.string()) });
const names = z.array(
  z.object({
    author: z
      .array(
        z.object({
          given: z.string().default(""),
          family: z.string().default(""),
          suffix: z.string().default(""),
          "non-dropping-particle": z.string().default(""),
          "dropping-particle": z.string().default(""),
        }),
      )
      .default([]),
  }),
);

/** Hands BibTeX to the library. @throws Unreadable where it refuses it */
function parsed(data: string | readonly object[], format: string): unknown {
  try {
    return plugins.input.data(data, format);
  } catch {
    throw new Unreadable("The answer is no BibTeX.");
  }
}

function authorsIn(bibtex: readonly object[]): Author[] {
  const [read] = names.parse(parsed(bibtex, "@biblatex/entries+list"));
  return (read?.author ?? []).flatMap(({ given, family, suffix, ...particles }) => {
    const whole = [particles["dropping-particle"], particles["non-dropping-particle"], family];
    // A name in braces is not split.
    return given === "" && family.includes(" ")
      ? (organizationOf(family) ?? [])
      : (personOf(given, whole.filter(Boolean).join(" "), suffix) ?? []);
  });
}

export const acl: Source = {
  name: "ACL Anthology",
  answers: ["acl"],
  missing: [404],
  pace: { requests: 1, perSeconds: 1 },
  addressesOf: ({ value }) => [`https://aclanthology.org/${encodeURIComponent(value)}.bib`],
  read(body, { value }): Mapped {
    const [found] = z.array(entry).catch([]).parse(parsed(body, "@biblatex/text"));
    if (!found) throw new Unreadable("The answer is no BibTeX.");
    const { type, properties } = found;
    if (/^(?:proceedings|book)$/.test(type)) return { none: "not a paper" };
    const title = titleOf(properties.title ?? "");
    if (title === "") throw new Unreadable("The entry has no title.");
    const { author = "" } = properties;
    return {
      record: {
        title,
        authors: authorsIn([{ type: "misc", label: "x", properties: author ? { author } : {} }]),
        abstract: abstractOf(properties.abstract),
        venue: withoutTex(paragraphsOf(properties.booktitle ?? properties.journal ?? "")) || null,
        date: dateOfParts([properties.year, properties.month]),
        identifiers: identifiersFrom(["acl", value], ["doi", properties.doi]),
        versions: [],
        status: { is: "current" },
      },
    };
  },
};
