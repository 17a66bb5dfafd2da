import { TRPCError } from "@trpc/server";
import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { ownDatabase } from "@/server/testing/database/database";
import { DOORS } from "@/server/testing/doors/doors";
import type { Door } from "@/server/testing/doors/table/door";
import { callBy, group, person } from "@/server/testing/world";
import { appRouter, createCaller } from "./root";

ownDatabase();

const CALLERS = [
  "guest",
  "stranger",
  "moderator",
  "operator",
  "member",
  "organizer",
  "owner",
  "suspended",
] as const;
type Caller = (typeof CALLERS)[number];
type Answer = "in" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND";

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;

/** Procedures whose rule, behind the open door, refuses a call that names nothing but the group. */
const BEHIND: Record<string, Partial<Record<Caller, Answer>>> = {
  // The owner has to hand the group over first.
  "groups.leave": { owner: "FORBIDDEN" },
};

/** The door's answer, by the table alone. */
function expected(door: Door, caller: Caller, hidden: boolean, writes: boolean): Answer {
  if (caller === "suspended" && writes) return "FORBIDDEN";
  if (door === "anybody") return "in";
  if (door === "loopback") return "NOT_FOUND";
  if (door === "person") return caller === "guest" ? "UNAUTHORIZED" : "in";
  if (door === "moderator" || door === "operator") {
    return caller === "guest" ? "UNAUTHORIZED" : caller === door ? "in" : "FORBIDDEN";
  }
  // Keeping public threads civil and running the site open nothing in a group.
  const outside = ["guest", "stranger", "moderator", "operator"].includes(caller);
  if (outside && hidden) return "NOT_FOUND";
  if (door === "group") return "in";
  if (caller === "guest") return "UNAUTHORIZED";
  if (door === "visitor") return "in";
  const roles: Caller[] = ["stranger", "member", "organizer", "owner"];
  // The suspended one is a member.
  const rank = caller === "suspended" ? 1 : Math.max(0, roles.indexOf(caller));
  return rank >= roles.indexOf(door) ? "in" : "FORBIDDEN";
}

async function cast() {
  const [stranger, moderator, operator, member, organizer, owner, suspended] = await Promise.all([
    person(),
    person({ moderator: true }),
    person({ operator: true }),
    person(),
    person("greta"),
    person("lena"),
    person({ suspended: true }),
  ]);
  const people: Record<Caller, Viewer | null> = {
    guest: null,
    stranger,
    moderator,
    operator,
    member,
    organizer,
    owner,
    suspended,
  };
  const members: NonNullable<Parameters<typeof group>[0]>["members"] = [
    [owner, "owner"],
    [organizer, "organizer"],
    [member, "member"],
    [suspended, "member"],
  ];
  return { people, members };
}

/**
 * Calls with nothing but the group: a caller who is let in then learns what is missing, or, where
 * nothing is, the procedure runs. Both mean that the door was open.
 * @returns what the door said, and whether the procedure ran to its end
 */
async function knock(
  path: string,
  viewer: Viewer | null,
  slug: string,
): Promise<{ answer: Answer; ran: boolean }> {
  const caller = createCaller(callBy(viewer));
  const call = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller);
  try {
    await (call as (input: unknown) => Promise<unknown>)({ group: slug });
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { code } = error;
    const shut = code === "UNAUTHORIZED" || code === "FORBIDDEN" || code === "NOT_FOUND";
    return { answer: shut ? code : "in", ran: false };
  }
  return { answer: "in", ran: true };
}

/** A group of this kind with its cast. */
async function world(hidden: boolean, joinPolicy: "request" | "open") {
  const { people, members } = await cast();
  const visibility = hidden ? "private" : "public";
  const { slug } = await group({ visibility, joinPolicy, members });
  return { people, slug };
}

/** Procedures that share a world until one of them changes it: their people may write so much a minute. */
const SHARING = 30;
const shared = new Map<string, { made: ReturnType<typeof world>; procedures: number }>();

/** A world of this kind that nobody has changed. */
function untouched(hidden: boolean, joinPolicy: "request" | "open") {
  const key = `${hidden} ${joinPolicy}`;
  const had = shared.get(key);
  const found =
    had && had.procedures < SHARING ? had : { made: world(hidden, joinPolicy), procedures: 0 };
  shared.set(key, found);
  return { found, spoil: () => shared.delete(key) };
}

it("knows every procedure, and none that is gone", () => {
  expect(Object.keys(DOORS).sort()).toEqual(Object.keys(procedures).sort());
});

for (const [path, door] of Object.entries(DOORS)) {
  it(`${path} lets in: ${door}`, async () => {
    const writes = procedures[path]?._def.type === "mutation";
    for (const hidden of ["anybody", "person", "moderator", "operator", "loopback"].includes(door)
      ? [false]
      : [false, true]) {
      // Asking makes sense only where members are let in on request.
      const joinPolicy = path === "groups.ask" ? "request" : "open";
      untouched(hidden, joinPolicy).found.procedures += 1;
      for (const caller of CALLERS) {
        const { found, spoil } = untouched(hidden, joinPolicy);
        const { people, slug } = await found.made;
        const { answer, ran } = await knock(path, people[caller], slug);
        const wanted = BEHIND[path]?.[caller] ?? expected(door, caller, hidden, writes);
        expect(answer, `${caller}, ${hidden ? "private" : "public"} group`).toBe(wanted);
        if (ran && writes) spoil();
      }
    }
  });
}
