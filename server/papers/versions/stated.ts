// Reads the statements of sources about versions and status.
import { IDENTIFIERS, type Identifier, type IdentifierType } from "../pasting/identifiers";
import type { FoundRecord, Version } from "../sources/record";
import type { Statement } from "./rules";

/** A record with the name of its source. */
export interface Stated {
  record: Pick<FoundRecord, "status" | "versions" | "abstract">;
  source: string;
}

/** Characters kept of a reason or a comment. */
const REASON_MAX = 2000;
/** The highest number of a version; arXiv's papers have a few dozen at most. */
const NUMBER_MAX = 10_000;

/** A record within the bounds of the catalogue, whatever its source has sent. */
export function withinBounds({ record, source }: Stated): Stated {
  const { status, abstract, versions } = record;
  return {
    source,
    record: {
      status,
      // Its reader has cut it already.
      abstract,
      versions: versions
        .filter(({ version }) => version > 0 && version <= NUMBER_MAX)
        .map((one) => ({ ...one, comment: (one.comment ?? "").slice(0, REASON_MAX) })),
    },
  };
}

/** Reads the statement of a source. */
export function statementOf({ status }: Stated["record"]): Statement {
  const nothing = { since: "", reason: "", link: null };
  if (status.is === "withdrawn") {
    const reason = (status.reason ?? "").slice(0, REASON_MAX);
    return { ...nothing, status: "withdrawn", since: status.since ?? "", reason };
  }
  if (status.is === "retracted")
    return {
      ...nothing,
      status: "retracted",
      since: status.since ?? "",
      link: status.notice ?? null,
    };
  if (status.is === "published") {
    const reason = (status.venue ?? "").slice(0, REASON_MAX);
    const link = status.doi && IDENTIFIERS.doi.link(status.doi);
    return { ...nothing, status: "published", reason, link };
  }
  return { ...nothing, status: "current" };
}

/** Types of identifiers whose sources number versions, or say what has become of a paper; a migration has the same list. */
const ASKED: readonly IdentifierType[] = ["arxiv", "doi", "pmid", "openreview"];
/** Sources that are asked about one paper. */
const ASKED_MOST = 2;

/** Picks the identifiers by which sources are asked about a paper again. */
export function identifiersToAsk(ids: readonly Identifier[]): Identifier[] {
  return ASKED.flatMap((type) => ids.find((id) => id.type === type) ?? []).slice(0, ASKED_MOST);
}

/** The latest of several versions; null of none. */
export function latestOf(versions: readonly Version[]): Version | null {
  return versions.reduce<Version | null>(
    (latest, one) => (latest === null || one.version > latest.version ? one : latest),
    null,
  );
}
