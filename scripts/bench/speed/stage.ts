import type { Viewer } from "@/server/people/policy";

/** Things of a world, whatever its size, on which the cases act. */
export interface Stage {
  /** A paper with a thousand comments or more, and a topic with many papers. */
  paper: string;
  topic: string;
  group: string;
  /** A paper of which that group has a thread of a thousand comments. */
  threadOf: string;
  ballotId: string;
  candidateIds: string[];
  /** Members of that group, with their cookies and a paper each that only they upvote. */
  people: { viewer: Viewer; cookie: string; paperId: string; paper: string }[];
  queries: string[];
}

const MEMBERS = 31;
const CANDIDATES = 10;
const QUERIES = 12;
const DAY_MS = 86_400_000;

/** Adds to the database's world the things that the cases need. */
export async function setStage(): Promise<Stage> {
  const { db } = await import("@/server/platform/database/db");
  const { session, person } = await import("@/server/testing/world");
  const { openBallot, groupWithPool } = await import("@/server/testing/fixtures/ballots");
  const { longThread } = await import("@/server/testing/fixtures/long-threads");
  const titles = Array.from({ length: CANDIDATES }, (_, at) => `Candidate ${at}`);
  const { slug, organizer, others, nominationIds } = await groupWithPool(titles, {
    members: MEMBERS,
  });
  const closesAt = new Date(Date.now() + DAY_MS);
  const { id: ballotId } = await openBallot(organizer, { closesAt, nominationIds });
  const candidates = await db.candidate.findMany({ where: { ballotId }, select: { id: true } });
  const busiest = {
    orderBy: { commentCount: "desc" },
    select: { slug: true, commentCount: true },
  } as const;
  let hot = await db.paper.findFirstOrThrow(busiest);
  if (hot.commentCount < 1000) {
    const { slug: paper } = await longThread(1000, "mixed", await person());
    hot = { slug: paper, commentCount: 1000 };
  }
  const { slug: threadOf } = await longThread(1000, "mixed", organizer.viewer, organizer.group.id);
  const topic = await db.topic.findFirstOrThrow({ orderBy: { paperCount: "desc" } });
  const viewers = [organizer, ...others].map(({ viewer }) => viewer);
  const papers = await db.paper.findMany({
    select: { id: true, slug: true, title: true },
    orderBy: { id: "asc" },
    take: viewers.length,
  });
  const people = [];
  for (const [at, viewer] of viewers.entries()) {
    const { id, slug: paper } = papers[at % papers.length] as (typeof papers)[number];
    people.push({
      viewer,
      cookie: `colloquy.session=${await session(viewer.id)}`,
      paperId: id,
      paper,
    });
  }
  // Words of titles: some common, some rare.
  const queries = papers.slice(0, QUERIES).map(({ title }, at) =>
    title
      .split(" ")
      .slice(0, 1 + (at % 4))
      .join(" "),
  );
  return {
    paper: hot.slug,
    topic: topic.slug,
    group: slug,
    threadOf,
    ballotId,
    candidateIds: candidates.map(({ id }) => id),
    people,
    queries,
  };
}
