import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import { Difference } from "../corrections/differences";
import { dateInWords } from "../words";
import { LinkElsewhere } from "./paper-status";
import { LINK_WORDS, statusSentence } from "./words";

type Versions = RouterOutputs["papers"]["versions"];
type Version = Versions["versions"][number];

/** The statements about a paper, and its versions with what changed in their abstracts, the latest first. */
export function PaperVersions({ found }: { found: Versions }) {
  const { statements, versions, askedAt } = found;
  return (
    <div className="grid max-w-3xl gap-8">
      <section className="grid gap-3">
        <h2 className="font-semibold font-serif text-xl">Status</h2>
        {statements.length === 0 ? (
          <p className="text-muted">
            Nothing is known of a withdrawal, a retraction or a later publication.
          </p>
        ) : (
          <ol className="grid gap-3">
            {statements.map((statement) => (
              <li key={statement.id}>
                <StatementCard statement={statement} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="grid gap-3">
        <h2 className="font-semibold font-serif text-xl">Versions</h2>
        {versions.length === 0 ? (
          <p className="text-muted">No source of this paper lists versions.</p>
        ) : (
          <ol className="grid gap-3">
            {versions.map((version, at) => (
              <li key={version.number}>
                <VersionCard version={version} earlier={versions.slice(at + 1)} />
              </li>
            ))}
          </ol>
        )}
      </section>
      {askedAt ? (
        <p className="text-muted text-sm">
          Its sources were last asked on <When date={askedAt} kind="date" />.
        </p>
      ) : null}
    </div>
  );
}

function StatementCard({ statement }: { statement: Versions["statements"][number] }) {
  const { status, reason, link, source, statedBy, statedAt } = statement;
  const isByHand = source === "";
  return (
    <Card>
      <p className="font-semibold">{statusSentence(statement, isByHand)}</p>
      {reason && (isByHand || status !== "published") ? (
        <p dir="auto" className="mt-1 whitespace-pre-line">
          {reason}
        </p>
      ) : null}
      <p className="mt-1 flex flex-wrap items-center gap-x-4 text-muted text-sm">
        <span>
          {isByHand ? (
            <>Stated by {statedBy ? <bdi>{statedBy.name}</bdi> : "a moderator"}</>
          ) : (
            `From ${source}`
          )}
          , <When date={statedAt} kind="date" />
        </span>
        {link ? <LinkElsewhere address={link} words={LINK_WORDS[status]} /> : null}
      </p>
    </Card>
  );
}

function VersionCard({ version, earlier }: { version: Version; earlier: readonly Version[] }) {
  const { number, datedOn, comment, abstract, source } = version;
  const before = earlier.find((one) => one.abstract !== null);
  return (
    <Card>
      <h3 className="font-semibold">
        Version {number}
        <span className="font-normal text-muted text-sm">
          {datedOn ? `, ${dateInWords(datedOn)}` : ""}, at {source}
        </span>
      </h3>
      {comment ? (
        <p dir="auto" className="mt-1 text-muted text-sm">
          {comment}
        </p>
      ) : null}
      <p className="wrap-anywhere mt-2 whitespace-pre-line font-serif">
        <AbstractOf abstract={abstract} before={before} />
      </p>
    </Card>
  );
}

function AbstractOf({
  abstract,
  before,
}: {
  abstract: string | null;
  before?: Version | undefined;
}) {
  if (abstract === null)
    return <span className="text-muted">The abstract of this version was never looked at.</span>;
  if (!before?.abstract) return abstract;
  if (before.abstract === abstract)
    return <span className="text-muted">The abstract is that of version {before.number}.</span>;
  return (
    <>
      <span className="mb-1 block font-sans text-muted text-sm">
        Changes since version {before.number}:
      </span>
      <Difference before={before.abstract} after={abstract} />
    </>
  );
}
