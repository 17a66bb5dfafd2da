import type { ReactNode } from "react";
import { Link } from "@/components/ui/links/link";
import { pluralOf } from "@/server/platform/text/words";
import { authorPath, topicPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

type Author = RouterOutputs["papers"]["author"];

/** Facts beside the papers of an author: ways to write the name, similar names, topics and co-authors. */
export function AboutAuthor({ author }: { author: Author }) {
  const { names, alike, topics, coauthors } = author;
  return (
    <>
      {names.length > 1 ? (
        <Part id="written" title="The name as papers give it">
          {names.map(({ name, papers }) => (
            <li
              key={name}
              className="flex min-h-8 items-center justify-between gap-3 text-[0.95rem]"
            >
              <bdi>{name}</bdi>
              <Papers papers={papers} />
            </li>
          ))}
        </Part>
      ) : null}
      <Links
        id="alike"
        title="Similar names"
        links={alike.map(({ key, ...one }) => ({ href: authorPath(key), ...one }))}
      />
      <Links
        id="topics"
        title="Topics"
        links={topics.map(({ slug, ...one }) => ({ href: topicPath(slug), ...one }))}
      />
      <Links
        id="coauthors"
        title="Co-authors"
        links={coauthors.map(({ key, ...one }) => ({ href: authorPath(key), ...one }))}
      />
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold text-sm">
        {title}
      </h2>
      <ul className="mt-1">{children}</ul>
    </section>
  );
}

interface LinksProps {
  id: string;
  title: string;
  links: readonly { href: string; name: string; papers: number }[];
}

function Links({ id, title, links }: LinksProps) {
  if (links.length === 0) return null;
  return (
    <Part id={id} title={title}>
      {links.map(({ href, name, papers }) => (
        <li key={href}>
          <Link
            href={href}
            className="flex min-h-8 items-center justify-between gap-3 text-[0.95rem] no-underline hover:underline"
          >
            <bdi>{name}</bdi>
            <Papers papers={papers} />
          </Link>
        </li>
      ))}
    </Part>
  );
}

function Papers({ papers }: { papers: number }) {
  return (
    <span className="text-muted text-sm tabular-nums">
      {papers}
      <span className="sr-only"> {pluralOf(papers, "paper")}</span>
    </span>
  );
}
