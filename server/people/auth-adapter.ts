import "server-only";
import { randomBytes } from "node:crypto";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { now } from "@/server/platform/clock";
import { db, isDuplicate } from "@/server/platform/db";
import { hashSecret } from "@/server/platform/secret";
import { takeSignInToken } from "./sign-in";

interface Row {
  id: string;
  name: string;
  email: string | null;
}

function userOf(row: Row | null): AdapterUser | null {
  if (!row) return null;
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? "",
    emailVerified: row.email ? now() : null,
  };
}

const SELECT = { id: true, name: true, email: true } as const;

/** Somebody new. A name is asked for at the first visit; until then there is a placeholder. */
async function createPerson(email: string | null, name: string | null): Promise<Row> {
  const handle = `reader-${randomBytes(5).toString("hex")}`;
  try {
    return await db.person.create({
      data: { handle, name: name || "New reader", email },
      select: SELECT,
    });
  } catch (error) {
    const there =
      isDuplicate(error) &&
      email &&
      (await db.person.findUnique({ where: { email }, select: SELECT }));
    if (there) return there;
    throw error;
  }
}

/** What next-auth asks of the database. Of tokens only hashes are kept. */
export const authAdapter: Adapter = {
  async createUser({ email, name }) {
    const made = await createPerson(email?.toLowerCase() || null, name?.slice(0, 80) ?? null);
    return userOf(made) as AdapterUser;
  },
  getUser: async (id) => userOf(await db.person.findUnique({ where: { id }, select: SELECT })),
  getUserByEmail: async (email) =>
    userOf(await db.person.findUnique({ where: { email: email.toLowerCase() }, select: SELECT })),
  async getUserByAccount({ provider, providerAccountId }) {
    const account = await db.account.findUnique({
      where: { provider_providerAccountId: { provider, providerAccountId } },
      select: { person: { select: SELECT } },
    });
    return userOf(account?.person ?? null);
  },
  // Name and address are changed in the settings, never by signing in.
  updateUser: async ({ id }) =>
    userOf(await db.person.findUniqueOrThrow({ where: { id }, select: SELECT })) as AdapterUser,
  async linkAccount({ userId, provider, providerAccountId }) {
    await db.account.create({ data: { personId: userId, provider, providerAccountId } });
  },
  async createSession({ sessionToken, userId, expires }) {
    await db.session.create({
      data: { tokenHash: hashSecret(sessionToken), personId: userId, expiresAt: expires },
    });
    return { sessionToken, userId, expires };
  },
  async getSessionAndUser(sessionToken) {
    const session = await db.session.findUnique({
      where: { tokenHash: hashSecret(sessionToken) },
      select: { expiresAt: true, person: { select: SELECT } },
    });
    const user = userOf(session?.person ?? null);
    if (!session || !user) return null;
    return { session: { sessionToken, userId: user.id, expires: session.expiresAt }, user };
  },
  async updateSession({ sessionToken, expires }) {
    if (!expires) return null;
    await db.session.updateMany({
      where: { tokenHash: hashSecret(sessionToken) },
      data: { expiresAt: expires },
    });
    return null;
  },
  async deleteSession(sessionToken) {
    await db.session.deleteMany({ where: { tokenHash: hashSecret(sessionToken) } });
  },
  // Links are made by requestLink; next-auth only uses them up.
  createVerificationToken: async (token) => token,
  async useVerificationToken({ identifier, token }) {
    const expires = await takeSignInToken(token, identifier.toLowerCase());
    return expires ? { identifier, token, expires } : null;
  },
};
