import type { Case } from "./case";
import type { Call } from "./load";
import type { Stage } from "./stage";
import { record, type Statement } from "./tape";

/** Numbers by which values of a recorded comment are recognized. */
const MARKED = 7_000_000;

/** The cases of calls that write. @param site its address, which such a call has to name */
export async function acts(site: string, stage: Stage): Promise<Case[]> {
  const { db } = await import("@/server/platform/database/db");
  const { as } = await import("@/server/testing/doors/callers");
  const { group, ballotId, candidateIds, people } = stage;
  const post = (path: string, input: object, cookie: string): Call => ({
    method: "POST",
    path: `/api/trpc/${path}`,
    headers: { "content-type": "application/json", origin: site, cookie },
    body: JSON.stringify(input),
  });
  const some = people.slice(0, 8);
  const approvals = [candidateIds.slice(0, 3), candidateIds.slice(2, 6)];
  const votes: Statement[][] = [];
  const upvotes: Statement[][] = [];
  const comments: Statement[][] = [];
  for (const { viewer, paperId, paper } of some) {
    for (const on of [true, false])
      upvotes.push(await record(() => as(viewer).papers.upvote({ paperId, on })));
    for (const chosen of approvals)
      votes.push(
        await record(() =>
          as(viewer).ballots.vote({ group, ballotId, answer: { approvals: chosen } }),
        ),
      );
    comments.push(await recordComment(viewer, paper));
  }
  await db.$executeRaw`DELETE FROM "RateLimit"`;
  return [
    {
      name: "upvote",
      group: "acts",
      callers: people.map(({ cookie, paperId }) =>
        [true, false].map((on) => post("papers.upvote", { paperId, on }, cookie)),
      ),
      against: { kind: "same statements", takes: upvotes },
      asked: 0.5,
    },
    {
      name: "approval vote",
      group: "acts",
      callers: people.map(({ cookie }) =>
        approvals.map((chosen) =>
          post("ballots.vote", { group, ballotId, answer: { approvals: chosen } }, cookie),
        ),
      ),
      against: { kind: "same statements", takes: votes },
      asked: 0.5,
    },
    {
      name: "comment",
      group: "acts",
      callers: people.map(({ cookie, paper }) =>
        Array.from({ length: 500 }, (_, at) =>
          post(
            "threads.add",
            { paper, body: `Words, *${at}*: $x^2$.`, clientKey: crypto.randomUUID() },
            cookie,
          ),
        ),
      ),
      against: { kind: "same statements", takes: comments },
      asked: 0.5,
    },
  ];

  /** Records the statements of a comment so that they can be repeated, each time with a new id, key and number. */
  async function recordComment(viewer: Stage["people"][number]["viewer"], paper: string) {
    const clientKey = crypto.randomUUID();
    const first = { paper, body: "First words.", clientKey: crypto.randomUUID() };
    await as(viewer).threads.add(first);
    await db.thread.updateMany({
      where: { paper: { slug: paper }, groupId: null },
      data: { lastNumber: MARKED },
    });
    const statements = await record(
      () => as(viewer).threads.add({ paper, body: "Words, *1*: $x^2$.", clientKey }),
      (value) =>
        value === clientKey
          ? { fresh: "key" }
          : value === MARKED + 1
            ? { fresh: "number" }
            : undefined,
    );
    const { id } = await db.comment.findFirstOrThrow({
      where: { clientKey },
      select: { id: true },
    });
    const isNew = (value: unknown) => (value === id ? { fresh: "id" } : value);
    return statements.map(({ text, values }) => ({ text, values: values.map(isNew) }));
  }
}
