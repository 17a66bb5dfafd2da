import { CAST, DEMO_MAIL, type Handle, MODERATOR, OPERATOR } from "@/prisma/demo/cast";
import { SUBSCRIPTIONS } from "@/prisma/demo/subscriptions";
import { subscriptionInput } from "@/server/digests/schema";
import { createSubscription } from "@/server/digests/subscriptions/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { daysBefore } from "./calendar";

export type Cast = Record<Handle, Viewer>;

/** The people of the demo, as viewers. The first one joined earliest. */
export async function addPeople(now: Date): Promise<Cast> {
  const rows = await db.person.createManyAndReturn({
    data: Object.entries(CAST).map(([handle, { name, timeZone }], place) => {
      const createdAt = daysBefore(now, 330 - place);
      const email = `${handle}${DEMO_MAIL}`;
      const moderatorSince = handle === MODERATOR ? createdAt : null;
      const operatorSince = handle === OPERATOR ? createdAt : null;
      const offices = { moderatorSince, operatorSince };
      const standing = { welcomedAt: createdAt, establishedAt: createdAt, weighedAt: createdAt };
      return { handle, name, email, timeZone, createdAt, ...standing, ...offices };
    }),
    select: { id: true, handle: true, name: true, timeZone: true },
  });
  const viewers = rows.map((row) => [
    row.handle,
    {
      ...row,
      suspended: false,
      welcomed: true,
      moderator: row.handle === MODERATOR,
      operator: row.handle === OPERATOR,
    },
  ]);
  return Object.fromEntries(viewers) as Cast;
}

/** Subscribes some of them to digests. The first one comes at the next due time. */
export async function subscribe(cast: Cast): Promise<void> {
  for (const { by, ...chosen } of SUBSCRIPTIONS) {
    const subscription = subscriptionInput.parse({ ...chosen, timeZone: cast[by].timeZone });
    await createSubscription(cast[by], subscription);
  }
}
