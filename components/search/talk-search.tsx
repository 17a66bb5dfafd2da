"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SearchForm } from "@/components/papers/search/search-form";
import { useViewer } from "@/components/people/viewer";
import { sentenceOf } from "@/components/shell/errors";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { PATHS, signInPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { filtersOf, type SearchRequest, searchAddress } from "./address";
import { CommentHits } from "./comment-hits";
import { Filters } from "./filters";
import { NoteHits } from "./note-hits";
import { ResultsPage } from "./results-page";

/**
 * Search of comments, agendas and notes. The page is the same for everybody; results and the viewer's groups
 * are loaded in the browser.
 */
export function TalkSearch({ request, help }: { request: SearchRequest; help: ReactNode }) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const groups = useQuery(trpc.groups.mine.queryOptions(undefined, { enabled: viewer !== null }));
  return (
    <>
      <SearchForm
        label={request.kind === "notes" ? "Words from agendas and notes" : "Words from comments"}
        kind={request.kind}
        asked={request.q}
      >
        {/* The groups load later; a new key gives the fields their values. */}
        <Filters
          key={groups.data ? "known" : "unknown"}
          path={PATHS.search}
          request={request}
          groups={groups.data ?? []}
        />
      </SearchForm>
      {help}
      {request.kind === "notes" ? <Notes request={request} /> : <Comments request={request} />}
    </>
  );
}

function Comments({ request }: { request: SearchRequest }) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { q, page } = request;
  const { data, error } = useQuery(
    trpc.search.comments.queryOptions({ q, page, ...filtersOf(request) }, { enabled: q !== "" }),
  );
  if (error) return <SearchError error={error} />;
  if (!data && q !== "") return <Skeleton className="mt-6 h-64" />;
  const { hits = [], more = false } = data ?? {};
  const where = viewer
    ? "the public discussions and those of your groups"
    : "the public discussions; sign in to search your groups’ discussions too";
  return (
    <ResultsPage
      path={PATHS.search}
      request={request}
      count={hits.length}
      more={more}
      where={where}
    >
      <CommentHits hits={hits} timeZone={viewer?.timeZone ?? null} everywhere />
    </ResultsPage>
  );
}

function Notes({ request }: { request: SearchRequest }) {
  const trpc = useTRPC();
  const { viewer, pending } = useViewer();
  const { q, page, group, since, until } = request;
  const { data, error } = useQuery(
    trpc.search.notes.queryOptions(
      { q, page, group, since, until },
      { enabled: q !== "" && viewer !== null },
    ),
  );
  if (!viewer && !pending) {
    const signIn = signInPath(searchAddress(PATHS.search, request));
    return (
      <p className="mt-6">
        Only a group’s members can read its agendas and notes.{" "}
        <Link href={signIn} className="text-accent underline">
          Sign in
        </Link>{" "}
        to search those of your groups.
      </p>
    );
  }
  if (error) return <SearchError error={error} />;
  if (!data && q !== "") return <Skeleton className="mt-6 h-64" />;
  const { hits = [], more = false } = data ?? {};
  return (
    <ResultsPage
      path={PATHS.search}
      request={request}
      count={hits.length}
      more={more}
      where="agendas and notes of your groups"
    >
      <NoteHits hits={hits} timeZone={viewer?.timeZone ?? null} everywhere />
    </ResultsPage>
  );
}

function SearchError({ error }: { error: unknown }) {
  return (
    <p role="alert" className="mt-4 text-danger">
      {sentenceOf(error)}
    </p>
  );
}
