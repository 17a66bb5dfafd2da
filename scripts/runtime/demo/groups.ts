import type { Handle } from "@/prisma/demo/cast";
import type { DemoGroup } from "@/prisma/demo/story";
import { nominate, withdraw } from "@/server/ballots/nominations/commands";
import { nominateInput } from "@/server/ballots/schema";
import { createGroup, setRole } from "@/server/groups/commands";
import { acceptInvitation, inviteByLink } from "@/server/groups/invitations/commands";
import { answerRequest, askToJoin, joinGroup } from "@/server/groups/members/joining";
import { listJoinRequests } from "@/server/groups/members/queries";
import type { MemberScope } from "@/server/groups/policy";
import { askInput, groupFields } from "@/server/groups/schema";
import { groupScope } from "@/server/groups/scope";
import { setClock } from "@/server/platform/clock";
import { hold } from "./ballots";
import { calendarOf } from "./calendar";
import { addSlot } from "./meetings";
import type { Shelf } from "./papers";
import type { Cast } from "./people";
import { addThread } from "./threads";
import { addWatches } from "./watches";

/** Number of ballots that make a story long. */
const LONG = 20;

/** Tells a group's story with the commands that its people would have used, each at its time. */
export async function addGroup(
  story: DemoGroup,
  cast: Cast,
  shelf: Shelf,
  now: Date,
): Promise<void> {
  const on = calendarOf(now, story.timeZone, story.weekday);
  const { name, description, visibility, joinPolicy, timeZone } = story;
  // Parsed by the form's schema, like all input.
  const fields = groupFields.parse({ name, description, visibility, joinPolicy, timeZone });
  setClock(on(story.founded));
  const { slug } = await createGroup(cast[story.owner], fields);
  let settled = false;
  const found = new Map<Handle, MemberScope>();
  const as = async (handle: Handle) => {
    const scope = found.get(handle) ?? ((await groupScope(cast[handle], slug)) as MemberScope);
    // Nobody leaves or changes roles after everybody has joined.
    if (settled) found.set(handle, scope);
    return scope;
  };

  for (const { handle, joined, organizer, message } of story.members) {
    setClock(on(joined));
    await enter(story, cast, slug, handle, message ?? "");
    if (organizer) await setRole(await as(story.owner), { handle, role: "organizer" });
  }
  settled = true;
  await addSlot(story, await as(story.owner), on(story.founded));
  for (const { handle, at, message } of story.asking) {
    setClock(on(at));
    await askToJoin(
      cast[handle],
      await groupScope(cast[handle], slug),
      askInput.parse({ message }).message,
    );
  }

  // Nominations and ballots run in order of time, so that each ballot uses the pool of its time.
  const pool = new Map<string, string>();
  // Hundreds of votes do not need hundreds of commands.
  const long = story.ballots.length > LONG;
  const acts = [
    ...story.nominations.map((nomination) => ({
      at: on(nomination.at),
      act: async () => {
        const { paper, by, pitch, withdrawn } = nomination;
        const input = nominateInput.parse({ paperId: shelf[paper].id, pitch });
        const { id } = await nominate(await as(by), input);
        pool.set(paper, id);
        if (!withdrawn) return;
        setClock(on(withdrawn));
        await withdraw(await as(by), id);
      },
    })),
    ...story.ballots.map((ballot) => ({
      at: on(ballot.opened),
      act: () => hold(ballot, { as, on, pool, shelf, now, long }),
    })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, act } of acts) {
    setClock(at);
    await act();
  }
  const { group } = await as(story.owner);
  await addWatches(story, { groupId: group.id, on, shelf, now });
  for (const thread of story.threads) {
    await addThread(thread, { cast, shelf, now, scopeOf: as });
  }
}

/** Makes a person a member in the way that the group's policy requires. */
async function enter(
  story: DemoGroup,
  cast: Cast,
  slug: string,
  handle: Handle,
  message: string,
): Promise<void> {
  const viewer = cast[handle];
  const owner = (await groupScope(cast[story.owner], slug)) as MemberScope;
  if (story.joinPolicy === "open") return joinGroup(viewer, await groupScope(viewer, slug));
  if (story.joinPolicy === "invitation") {
    const { link } = await inviteByLink(owner);
    await acceptInvitation(viewer, link.slice(link.lastIndexOf("/") + 1));
    return;
  }
  await askToJoin(viewer, await groupScope(viewer, slug), askInput.parse({ message }).message);
  const [request] = await listJoinRequests(owner);
  if (request) await answerRequest(owner, { requestId: request.id, accept: true });
}
