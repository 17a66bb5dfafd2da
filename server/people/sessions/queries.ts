import "server-only";
import { db } from "@/server/platform/database/db";
import type { Viewer } from "../policy";

/** Reads the person named by a signed link as a viewer, with their email address; null if the account is gone. */
export async function findViewer(
  id: string,
): Promise<{ viewer: Viewer; email: string | null; emailSince: Date | null } | null> {
  const found = await db.person.findFirst({
    where: { id, deletedAt: null },
    select: {
      id: true,
      handle: true,
      name: true,
      timeZone: true,
      email: true,
      emailSince: true,
      suspendedAt: true,
      welcomedAt: true,
      moderatorSince: true,
      operatorSince: true,
    },
  });
  if (!found) return null;
  const { suspendedAt, welcomedAt, moderatorSince, operatorSince, email, emailSince, ...person } =
    found;
  const viewer = {
    ...person,
    suspended: suspendedAt !== null,
    welcomed: welcomedAt !== null,
    moderator: moderatorSince !== null,
    operator: operatorSince !== null,
  };
  return { viewer, email, emailSince };
}
