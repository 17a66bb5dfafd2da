// The adapter by which next-auth stores people, accounts and sessions.
import "server-only";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, transact } from "@/server/platform/database/db";
import { canonicalAddress } from "@/server/platform/mail/address";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { madeUpHandle } from "../commands";
import { holdPerson } from "../presence";
import { PLACEHOLDER_NAME } from "../rules";
import { ADDRESS_PROVEN } from "../schema";
import { closeSession, openSessionWith, sessionByToken } from "../sessions/commands";
import { takeSignInToken } from "../sign-in/commands";

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

async function personById(id: string): Promise<AdapterUser | null> {
  return userOf(await db.person.findFirst({ where: { id, deletedAt: null }, select: SELECT }));
}

/** Creates a person. The first visit asks for a name; until then there is a placeholder. */
async function createPerson(email: string | null, name: string | null): Promise<Row> {
  const handle = madeUpHandle();
  try {
    return await db.person.create({
      data: { handle, name: name || PLACEHOLDER_NAME, email, createdAt: now() },
      select: SELECT,
    });
  } catch (error) {
    // Another request brought the same verified address at the same time.
    const there =
      isDuplicate(error) &&
      email &&
      (await db.person.findUnique({ where: { email }, select: SELECT }));
    if (there) return there;
    throw error;
  }
}

/** Connects a provider's account to a person, unless the person was deleted meanwhile. */
async function addAccount(personId: string, provider: string, providerAccountId: string) {
  await transact(async (tx) => {
    if (!(await holdPerson(tx, personId))) refuse("NOT_FOUND");
    await tx.account.create({
      data: { personId, provider, providerAccountId, createdAt: now() },
    });
  });
}

/** Normalizes an address for storage. Addresses stored under older, looser rules stay as they are. */
export function normalizeAddress(address: string): string {
  return canonicalAddress(address) ?? address.toLowerCase();
}

/** The database operations that next-auth needs. Only hashes of tokens are stored. */
export const authAdapter: Adapter = {
  async createUser({ email, name }) {
    const made = await createPerson(email ? normalizeAddress(email) : null, name ?? null);
    return userOf(made) as AdapterUser;
  },
  getUser: personById,
  getUserByEmail: async (email) =>
    userOf(
      await db.person.findUnique({ where: { email: normalizeAddress(email) }, select: SELECT }),
    ),
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
    await addAccount(userId, provider, providerAccountId);
  },
  // The end of a session is decided in one place; next-auth's own value is ignored.
  async createSession({ sessionToken, userId }) {
    await enqueue(db, ADDRESS_PROVEN, { personId: userId });
    return { sessionToken, userId, expires: await openSessionWith(sessionToken, userId) };
  },
  async getSessionAndUser(sessionToken) {
    const session = await sessionByToken(sessionToken);
    const user = session && (await personById(session.viewer.id));
    if (!session || !user) return null;
    return { session: { sessionToken, userId: user.id, expires: session.expiresAt }, user };
  },
  updateSession: async () => null,
  deleteSession: closeSession,
  // requestLink creates the links; next-auth only uses them up.
  createVerificationToken: async (token) => token,
  async useVerificationToken({ identifier, token }) {
    const expires = await takeSignInToken(token, normalizeAddress(identifier));
    return expires ? { identifier, token, expires } : null;
  },
};
