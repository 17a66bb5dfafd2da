import { DEMO_MAIL, type Handle, PEOPLE, SUBSCRIPTIONS } from "@/prisma/demo/people";
import { setSubscription } from "@/server/digests/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { daysBefore } from "./calendar";

export type Cast = Record<Handle, Viewer>;

/** The people of the demo, as those who act in it. The first has been here longest. */
export async function addPeople(now: Date): Promise<Cast> {
  const rows = await db.person.createManyAndReturn({
    data: PEOPLE.map(({ handle, name, timeZone }, place) => {
      const createdAt = daysBefore(now, 330 - place);
      const email = `${handle}${DEMO_MAIL}`;
      return { handle, name, email, timeZone, createdAt, welcomedAt: createdAt };
    }),
    select: { id: true, handle: true, name: true, timeZone: true },
  });
  const viewers = rows.map((row) => [row.handle, { ...row, suspended: false, welcomed: true }]);
  return Object.fromEntries(viewers) as Cast;
}

/** The digests that some of them take. The first comes when it is next due, none before. */
export async function subscribe(cast: Cast): Promise<void> {
  for (const { by, ...schedule } of SUBSCRIPTIONS) {
    await setSubscription(cast[by], { ...schedule, timeZone: cast[by].timeZone });
  }
}
