import type { Metadata } from "next";
import { ByMailLink } from "@/components/digests/by-mail-link";
import { Follow } from "@/components/notifications/follow";
import { AboutAuthor } from "@/components/papers/authors/about-author";
import { ExportLinks } from "@/components/papers/citing/export-links";
import type { Parameters } from "@/components/papers/list/address";
import { PaperList } from "@/components/papers/list/paper-list";
import { readParameters } from "@/components/papers/list/read-address";
import { Shelf } from "@/components/papers/list/shelf";
import { countInWords } from "@/server/platform/text/words";
import { authorPath, listFilePath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ author: string }>;
  searchParams: Promise<Parameters>;
}

async function authorOf(params: Props["params"]) {
  const { author } = await params;
  return orNotFound(guestApi().papers.author({ author: decoded(author) }));
}

/** Next hands values of an address over as they are written there. What cannot be read is the name of nobody. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await authorOf(params);
  return { title: name, description: `Papers by authors named ${name}.` };
}

export default async function AuthorPage({ params, searchParams }: Props) {
  const author = await authorOf(params);
  const { key, name, papers, isOrganization } = author;
  const asked = { ...readParameters(await searchParams), order: "new", window: "all" } as const;
  const first = await guestApi().papers.list({
    ...{ order: asked.order, window: asked.window, cursor: asked.page, author: key },
  });
  return (
    <Shelf
      title={<bdi>{name}</bdi>}
      lead={
        isOrganization
          ? `${countInWords(papers, "paper")} by authors of this name, the latest addition first.`
          : `${countInWords(papers, "paper")} by authors of this name, the latest addition first. They may be different people.`
      }
      actions={
        <div className="flex flex-wrap gap-2">
          <ByMailLink about={{ author: key }}>Get by email</ByMailLink>
          <Follow what={{ thing: "author", id: key }} />
        </div>
      }
      aside={<AboutAuthor author={author} />}
      asideBelow
    >
      <div className="flex justify-end pt-2">
        <ExportLinks
          addressOf={(format) => listFilePath(format, { order: "new", author: key })}
          mayBeLong
        />
      </div>
      <PaperList
        key={JSON.stringify(asked)}
        path={authorPath(key)}
        of={{ author: key }}
        parameters={asked}
        first={first}
      />
    </Shelf>
  );
}
