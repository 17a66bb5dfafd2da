import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { paperVersionsPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { LINK_WORDS, statusSentence } from "./words";

type Paper = Pick<RouterOutputs["papers"]["page"], "slug" | "doi" | "statement" | "versions">;

/** A warning at the top of a paper's page that it was withdrawn or retracted; nothing for other papers. */
export function PaperWarning({ paper: { slug, statement } }: { paper: Paper }) {
  if (statement?.status !== "withdrawn" && statement?.status !== "retracted") return null;
  const { status, reason, link } = statement;
  return (
    <aside
      aria-label="Warning"
      className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md border border-danger bg-surface px-4 py-3"
    >
      <Icon of="lucide--triangle-alert" className="mt-0.5 size-5 text-danger" />
      <div className="grid gap-1">
        <p className="font-semibold text-danger">{statusSentence(statement, false)}</p>
        {reason ? (
          <p dir="auto" className="whitespace-pre-line">
            {reason}
          </p>
        ) : null}
        <p className="flex flex-wrap gap-x-5 text-sm">
          {link ? <LinkElsewhere address={link} words={LINK_WORDS[status]} /> : null}
          <Link
            href={paperVersionsPath(slug)}
            className="inline-flex min-h-7 items-center underline"
          >
            How this is known
          </Link>
        </p>
      </div>
    </aside>
  );
}

/** The latest version of a paper, and where it was published, if its page does not say so elsewhere. */
export function PaperVersion({ paper: { slug, doi, statement, versions } }: { paper: Paper }) {
  const { latest } = versions;
  const link = statement?.status === "published" ? statement.link : null;
  const isShown = link === null || link.toLowerCase() === `https://doi.org/${doi}`;
  return (
    <>
      {isShown ? null : <LinkElsewhere address={link} words="Published version" />}
      {latest !== null && latest > 1 ? (
        <Link href={paperVersionsPath(slug)} className="inline-flex min-h-7 items-center underline">
          Version {latest}
        </Link>
      ) : null}
    </>
  );
}

/** A link that a source or a moderator gave. */
export function LinkElsewhere({ address, words }: { address: string; words: string }) {
  return (
    <a
      href={address}
      rel="nofollow noopener noreferrer ugc"
      className="inline-flex min-h-7 items-center text-accent underline"
    >
      {words}
    </a>
  );
}
