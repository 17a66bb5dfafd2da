import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { postComment } from "@/server/testing/fixtures/threads";
import { size } from "@/server/testing/tier";
import { group, paper, person } from "@/server/testing/world";
import { recommendTo } from "./queries";
import type { Recommendation } from "./rules";

// Each reason names an act. Whatever people do, it is an act of theirs, which stands, or of a group that they are in.
ownDatabase();

const PAPERS = 8;
const ACTS = [
  "upvote",
  "takeUpvoteBack",
  "follow",
  "mute",
  "followTopic",
  "keep",
  "dropKept",
  "comment",
  "commentInside",
  "remove",
  "nominate",
  "withdraw",
  "choose",
  "read",
  "dismiss",
  "leave",
  "join",
] as const;
const step = fc.record({
  act: fc.constantFrom(...ACTS),
  who: fc.nat(1),
  paper: fc.nat(PAPERS - 1),
});

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

let papers: { id: string; slug: string }[];
let hidden: { id: string; slug: string };
let people: Viewer[];
let lena: Viewer;

beforeAll(async () => {
  papers = [];
  for (let at = 0; at < PAPERS; at++) papers.push(await paper());
  for (const [at, { id: paperId }] of papers.entries()) {
    for (const step of [1, 2, 3]) {
      const { id: similarId } = papers[(at + step) % PAPERS] as { id: string };
      await db.similarPaper.create({
        data: { paperId, similarId, score: 0.5 - step / 10, shared: ["trees"] },
      });
    }
    await db.topic.createMany({
      data: [{ slug: `t${at % 3}`, name: `T${at % 3}` }],
      skipDuplicates: true,
    });
    await db.paperTopic.create({ data: { paperId, topicSlug: `t${at % 3}` } });
  }
  lena = await person("lena");
});

/** A new group and two new people in it, who have done nothing yet. */
async function begin() {
  people = [await person("ada"), await person("bela")];
  hidden = await group({
    visibility: "private",
    members: [[lena, "owner"], ...people.map((one) => [one, "member"] as [Viewer, "member"])],
  });
}

async function take({ act, who, paper: at }: Step): Promise<unknown> {
  const viewer = people[who] as Viewer;
  const { id: paperId, slug } = papers[at] as { id: string; slug: string };
  const { papers: catalogue, notifications, nominations, threads, recommendations } = as(viewer);
  const what = { thing: "paper", id: paperId } as const;
  const isMember = await db.membership.count({
    where: { groupId: hidden.id, personId: viewer.id },
  });
  switch (act) {
    case "upvote":
      return catalogue.upvote({ paperId, on: true });
    case "takeUpvoteBack":
      return catalogue.upvote({ paperId, on: false });
    case "follow":
      return notifications.follow({ what, level: "follow" });
    case "mute":
      return notifications.follow({ what, level: "mute" });
    case "followTopic":
      return notifications.follow({ what: { thing: "topic", id: `t${at % 3}` }, level: "follow" });
    case "keep":
      return as(viewer).shelves.keep({ paperId, shelf: "toRead" });
    case "dropKept":
      return as(viewer).shelves.keep({ paperId, shelf: null });
    case "comment":
      return postComment(viewer, { paper: slug }, "Words.");
    case "commentInside":
      return isMember ? postComment(viewer, { paper: slug, group: hidden.slug }, "Words.") : null;
    case "remove": {
      const own = await db.comment.findFirst({ where: { authorId: viewer.id, deletedAt: null } });
      return own ? threads.remove({ commentId: own.id }) : null;
    }
    case "nominate":
      // Refused if somebody has nominated it already.
      return outcomes([nominations.nominate({ group: hidden.slug, paperId })]);
    case "withdraw": {
      const own = await db.nomination.findFirst({
        where: { nominatedById: viewer.id, withdrawnAt: null },
      });
      return own && isMember
        ? nominations.withdraw({ group: hidden.slug, nominationId: own.id })
        : null;
    }
    case "choose":
      return db.reading.create({ data: { groupId: hidden.id, paperId } });
    case "read": {
      const reading = await db.reading.findFirst({ where: { groupId: hidden.id, paperId } });
      if (!reading || !isMember) return null;
      const data = [{ readingId: reading.id, personId: viewer.id }];
      return db.reader.createMany({ data, skipDuplicates: true });
    }
    case "dismiss":
      return recommendations.dismiss({ paperId, on: true });
    case "leave":
      return isMember ? as(viewer).groups.leave({ group: hidden.slug }) : null;
    case "join":
      return isMember
        ? null
        : db.membership.create({ data: { groupId: hidden.id, personId: viewer.id } });
  }
}

/** Whether what a reason says of this person is true. */
async function isTrue({ id: personId }: Viewer, { paperId, reason }: Recommendation) {
  const { kind, seed, group: named, topic } = reason;
  const own = { paperId: seed?.id ?? "", personId };
  const member = { memberships: { some: { personId } } };
  const counts: Record<typeof kind, () => Promise<number>> = {
    upvoted: () => db.upvote.count({ where: own }),
    shelved: () => db.shelvedPaper.count({ where: own }),
    followed: () => db.following.count({ where: { ...own, level: "follow" } }),
    commented: () =>
      db.comment.count({
        where: {
          authorId: personId,
          deletedAt: null,
          thread: { paperId: own.paperId, OR: [{ groupId: null }, { group: member }] },
        },
      }),
    nominated: () =>
      db.nomination.count({
        where: {
          ...{ paperId: own.paperId, nominatedById: personId, withdrawnAt: null },
          group: member,
        },
      }),
    read: () =>
      db.reader.count({
        where: { personId, reading: { paperId: own.paperId, group: member } },
      }),
    readByGroup: () =>
      db.reading.count({
        where: { paperId: own.paperId, group: { id: named?.id ?? "", ...member } },
      }),
    groupReading: () =>
      db.reading.count({ where: { paperId, group: { id: named?.id ?? "", ...member } } }),
    topic: async () =>
      (await db.following.count({
        where: { personId, topicSlug: topic?.slug ?? "", level: "follow" },
      })) * (await db.paperTopic.count({ where: { paperId, topicSlug: topic?.slug ?? "" } })),
    trending: async () => 1,
  };
  const isSimilar =
    !seed || (await db.similarPaper.count({ where: { paperId: seed.id, similarId: paperId } }));
  return Boolean(isSimilar && (await counts[kind]()));
}

/** Whether this person knows the paper, or does not want it. */
async function isKnown({ id: personId }: Viewer, paperId: string) {
  const own = { paperId, personId };
  const counts = await Promise.all([
    db.upvote.count({ where: own }),
    db.dismissal.count({ where: own }),
    db.following.count({ where: own }),
    db.reader.count({ where: { personId, reading: { paperId } } }),
    db.nomination.count({ where: { paperId, nominatedById: personId, withdrawnAt: null } }),
    db.comment.count({ where: { authorId: personId, thread: { paperId } } }),
  ]);
  return counts.some((count) => count > 0);
}

it("names only what is true, and recommends nothing that the person knows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await begin();
      for (const one of steps) await take(one);
      const found = await recommendTo(
        db,
        people.map(({ id }) => id),
        PAPERS,
      );
      for (const viewer of people) {
        for (const one of found.get(viewer.id) ?? []) {
          expect(await isTrue(viewer, one), JSON.stringify(one.reason)).toBe(true);
          expect(await isKnown(viewer, one.paperId)).toBe(false);
        }
        // Asked alone, somebody gets the same as with others.
        const alone = (await recommendTo(db, [viewer.id], PAPERS)).get(viewer.id);
        expect(alone?.map(({ paperId }) => paperId)).toEqual(
          found.get(viewer.id)?.map(({ paperId }) => paperId),
        );
      }
    }),
    { numRuns: size(6, 200) },
  );
});
