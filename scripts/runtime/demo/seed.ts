import { DEMO_MAIL } from "@/prisma/demo/cast";
import { ALIGNMENT_NOTES } from "@/prisma/demo/groups/alignment-notes";
import { COLLECTIVE_CHOICE } from "@/prisma/demo/groups/collective-choice";
import { FRIDAY_LUNCH } from "@/prisma/demo/groups/friday-lunch";
import { SYSTEMS_THURSDAY } from "@/prisma/demo/groups/systems-thursday";
import { LEARNING_TALK } from "@/prisma/demo/threads/public/learning";
import { WORLD_TALK } from "@/prisma/demo/threads/public/world";
import { addSearchWords } from "@/server/papers/catalogue/commands";
import { standingOf } from "@/server/papers/rules";
import { comparePapers, countStems } from "@/server/papers/similar/commands";
import { recountTopics } from "@/server/papers/topics/commands";
import { setClock } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { addGroup } from "./groups";
import { addPapers } from "./papers";
import { addPeople, subscribe } from "./people";
import { addThread } from "./threads";

/** The mark that the demo is complete. */
const SEEDED = "demo.seededAt";
const GROUPS = [SYSTEMS_THURSDAY, COLLECTIVE_CHOICE, ALIGNMENT_NOTES, FRIDAY_LUNCH];

/**
 * Fills a fresh site with the demo through the site's own commands. All times are counted from now.
 * It does so only once, and then leaves a mark. Leftovers of a seed that was cut off are removed first.
 * No process may work on the queue meanwhile, or past ballots would be closed before their votes are cast.
 * @returns false if the demo, or a person outside the demo, is already there
 */
export async function seedDemo(): Promise<boolean> {
  if (await db.setting.findUnique({ where: { key: SEEDED } })) return false;
  if ((await othersThanDemo()) > 0) return false;
  await clear();
  const now = new Date();
  try {
    const cast = await addPeople(now);
    const shelf = await addPapers(cast, now);
    for (const story of GROUPS) {
      await addGroup(story, cast, shelf, now);
    }
    for (const thread of [...LEARNING_TALK, ...WORLD_TALK]) {
      await addThread(thread, { cast, shelf, now, scopeOf: async () => null });
    }
    setClock(now);
    await subscribe(cast);
  } finally {
    setClock(undefined);
  }
  await countStems();
  await comparePapers(Number.POSITIVE_INFINITY);
  await db.setting.create({ data: { key: SEEDED, value: now.toISOString() } });
  return true;
}

/** Whether anybody outside the demo is or was here; a deleted person counts too. */
function othersThanDemo(): Promise<number> {
  return db.person.count({
    where: { OR: [{ email: null }, { NOT: { email: { endsWith: DEMO_MAIL } } }] },
  });
}

/**
 * Removes leftovers of a cut-off seed. Only the people of the demo are there, so everything that a
 * person did belongs to the demo. Imported papers were not added by a person, so they stay.
 */
async function clear(): Promise<void> {
  if ((await db.person.count()) === 0) return;
  await transact(async (tx) => {
    await tx.group.deleteMany();
    // Their addresses are kept from others, and would be from the demo.
    await tx.formerSlug.deleteMany();
    await tx.thread.deleteMany();
    await tx.upvote.deleteMany();
    await tx.paper.deleteMany({ where: { addedById: { not: null } } });
    await recountTopics(tx);
    await tx.person.deleteMany();
    const left = await tx.paper.findMany({
      select: { id: true, addedAt: true, commentCount: true, standing: true },
    });
    for (const { id, addedAt, commentCount, standing } of left) {
      if ((standing?.upvoteCount ?? 0) + commentCount === 0) continue;
      const data = { commentCount: 0, standing: { update: standingOf(addedAt, []) } };
      await tx.paper.update({ where: { id }, data });
    }
    await tx.searchWord.deleteMany();
    await addSearchWords(
      tx,
      left.map(({ id }) => id),
    );
  });
}
