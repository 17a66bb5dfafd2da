// Asks Crossref for the papers that a reference in words may mean. A person decides which of them it is.
import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { spendEach } from "@/server/platform/limits";
import { IDENTIFIERS } from "../../pasting/identifiers";
import type { referenceInput } from "../../schema";
import { lookUpPapers } from "../../search/queries";
import { crossref } from "../crossref";
import { fitsReference, isReference } from "../reading/references";
import type { FoundRecord } from "../record";
import type { Means } from "./commands";
import { A_DAY, A_MINUTE, fieldsOf } from "./pasted";
import { searchSource } from "./searching";

/** Papers among which a person chooses. */
const MOST = 3;

/** Finds up to three papers, of which Crossref is sure or not. Writes nothing into the catalogue. @throws Refusal TOO_MANY */
export async function findReference(
  viewer: Viewer,
  { words }: z.output<typeof referenceInput>,
  ip: string,
  by?: Means,
) {
  if (!isReference(words)) return { outcome: "too few words" as const };
  await spendEach([A_MINUTE, viewer.id], [A_DAY, viewer.id]);
  const records = await searchSource(crossref, words, by);
  if (!records) return { outcome: "no answer" as const, source: crossref.name };
  const found = records.filter(({ title }) => fitsReference(words, title)).slice(0, MOST);
  const links = found.flatMap(linkOf);
  const known = new Map((await lookUpPapers(links, ip)).map((one) => [one.text, one.paper]));
  return {
    outcome: "found" as const,
    source: crossref.name,
    candidates: found.flatMap((record) => {
      const [id] = record.identifiers;
      const { is: status } = record.status;
      const link = linkOf(record)[0] ?? "";
      return id ? [{ status, paper: fieldsOf(record, id), card: known.get(link) ?? null }] : [];
    }),
  };
}

function linkOf({ identifiers: [id] }: FoundRecord): string[] {
  return id ? [IDENTIFIERS[id.type].link(id.value)] : [];
}
