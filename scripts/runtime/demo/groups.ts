import type { Handle } from "@/prisma/demo/cast";
import type { PaperKey } from "@/prisma/demo/catalogue";
import type { DemoBallot, DemoGroup, DemoVote } from "@/prisma/demo/story";
import { closeBallot } from "@/server/ballots/life/closing";
import { createBallot } from "@/server/ballots/life/opening";
import { nominate, withdraw } from "@/server/ballots/nominations/commands";
import { answerKindOf } from "@/server/ballots/rules";
import { type Answer, nominateInput, USUAL_CHOICES } from "@/server/ballots/schema";
import { castVote } from "@/server/ballots/votes/commands";
import {
  answerRequest,
  askToJoin,
  createGroup,
  joinGroup,
  setRole,
} from "@/server/groups/commands";
import { acceptInvitation, inviteByLink } from "@/server/groups/invitations/commands";
import type { MemberScope } from "@/server/groups/policy";
import { listJoinRequests } from "@/server/groups/queries";
import { askInput, groupFields } from "@/server/groups/schema";
import { groupScope } from "@/server/groups/scope";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { calendarOf } from "./calendar";
import { addMeeting, addSlot } from "./meetings";
import type { Shelf } from "./papers";
import type { Cast } from "./people";
import { addThread } from "./threads";

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

interface Stage {
  as(handle: Handle): Promise<MemberScope>;
  on: ReturnType<typeof calendarOf>;
  /** Nominations by the keyword of their paper. */
  pool: Map<string, string>;
  shelf: Shelf;
  now: Date;
  /** Whether to write all votes of a ballot in one statement, as `castVote` would have. */
  long: boolean;
}

/** Opens a ballot and casts its votes. If its time is over, also closes it and plans the meeting. */
async function hold(ballot: DemoBallot, { as, on, pool, shelf, now, long }: Stage): Promise<void> {
  const opened = on(ballot.opened);
  const closesAt = on(ballot.closes);
  const ends = ballot.closedEarly ? on(ballot.closedEarly) : closesAt;
  const organizer = await as(ballot.by);
  const nominationIds = ballot.candidates.map((paper) => pool.get(paper) as string);
  const { id: ballotId } = await createBallot(organizer, {
    ...USUAL_CHOICES,
    ...ballot.choices,
    opensAt: null,
    closesAt,
    draft: false,
    nominationIds,
  });
  const candidates = await db.candidate.findMany({
    where: { ballotId },
    select: { id: true, paperId: true },
  });
  const standing = new Map(candidates.map(({ id, paperId }) => [paperId, id]));

  const rule = ballot.choices?.rule ?? USUAL_CHOICES.rule;
  const idOf = (paper: PaperKey) => standing.get(shelf[paper].id) as string;
  // The votes are spread evenly from the opening until the end, or until now.
  const votes = Object.entries(ballot.votes) as [Handle, DemoVote][];
  const step = (Math.min(ends.getTime(), now.getTime()) - opened.getTime()) / (votes.length + 1);
  const cast = votes.map(([handle, vote], place) => {
    const at = new Date(opened.getTime() + (place + 1) * step);
    return { handle, at, answer: answerOf(rule, vote, idOf) };
  });
  if (long) {
    const rows = cast.map(async ({ handle, at, answer }) => {
      const personId = (await as(handle)).viewer.id;
      return { ballotId, personId, answer, createdAt: at, changedAt: at };
    });
    await db.vote.createMany({ data: await Promise.all(rows) });
  } else {
    for (const { handle, at, answer } of cast) {
      setClock(at);
      await castVote(await as(handle), { ballotId, answer });
    }
  }
  if (ends > now) return;
  setClock(ends);
  await closeBallot(ballotId, ballot.closedEarly ? organizer : null);
  const reading = await db.reading.findUniqueOrThrow({ where: { ballotId }, select: { id: true } });
  await addMeeting(reading.id, ballot.meeting, { as, on, now, by: organizer, chosen: ends });
}

/** Converts a vote of the story to the form that the ballot takes. */
function answerOf(rule: string, vote: DemoVote, idOf: (paper: PaperKey) => string): Answer {
  if (!Array.isArray(vote)) {
    const scores = Object.entries(vote) as [PaperKey, number][];
    return { scores: Object.fromEntries(scores.map(([paper, score]) => [idOf(paper), score])) };
  }
  const places = (vote as (PaperKey | PaperKey[])[]).map((place) => [place].flat().map(idOf));
  return answerKindOf(rule) === "ranking" ? { ranking: places } : { approvals: places.flat() };
}
