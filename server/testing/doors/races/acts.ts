// The acts of races that are not in the table of procedures, or are done by somebody else than there.
import { randomUUID } from "node:crypto";
import { db } from "@/server/platform/database/db";
import { HOUR } from "../../fixtures/ballots";
import { ACTIONS } from "../actions";
import type { Action } from "../acts/action";
import { as } from "../callers";

export const reason = "Because.";
export const words = () => ({ body: "Words.", clientKey: randomUUID() });
export const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR);

/** Finds an act in the table of procedures. */
export const doing = (path: string): Action => ACTIONS[path] as Action;

export const role =
  (who: "bela" | "ada", to: "member" | "organizer"): Action =>
  ({ lena, reading: { group }, ...people }) =>
    as(lena).groups.setRole({ group, handle: people[who].handle, role: to });
export const handOver =
  (to: "bela" | "ada"): Action =>
  ({ lena, reading: { group }, ...people }) =>
    as(lena).groups.handOver({ group, handle: people[to].handle });
export const leave =
  (who: "bela" | "ada"): Action =>
  ({ reading: { group }, ...people }) =>
    as(people[who]).groups.leave({ group });
export const remove: Action = ({ ada, bela, reading: { group } }) =>
  as(ada).groups.removeMember({ group, handle: bela.handle });
export const suspend: Action = ({ ada, bela, reading: { group } }) =>
  as(ada).moderation.suspend({ group, handle: bela.handle, days: 3, reason });
export const comment: Action = ({ bela, reading: { group, paper } }) =>
  as(bela).threads.addInGroup({ group, paper, ...words() });
export const vote: Action = ({ bela, reading: { group, ballotId } }) =>
  as(bela).ballots.vote({ group, ballotId, answer: { approvals: [] } });
export const rsvp =
  (answer: "yes" | "no"): Action =>
  ({ bela, reading: { group, nobodys } }) =>
    as(bela).meetings.rsvp({ group, meetingId: nobodys, answer });
export const answerDates: Action = ({ bela, reading: { group, poll } }) =>
  as(bela).datePolls.answer({
    group,
    pollId: poll.id,
    answers: poll.dates.map((dateId) => ({ dateId, answer: "no" })),
  });
export const volunteer =
  (who: "bela" | "ada"): Action =>
  ({ reading: { group, nobodys }, ...people }) =>
    as(people[who]).meetings.volunteer({ group, meetingId: nobodys });
export const present: Action = ({ ada, bela, reading: { group, nobodys } }) =>
  as(ada).meetings.setPresenter({ group, meetingId: nobodys, handle: bela.handle });
export const accept: Action = ({ asking, invitation }) =>
  as(asking).groups.acceptInvitation({ token: invitation });
export const withdraw: Action = async ({ ada, reading: { group, ballotId } }) => {
  const { nominationId } = await db.candidate.findFirstOrThrow({ where: { ballotId } });
  return as(ada).nominations.withdraw({ group, nominationId });
};
export const notes =
  (who: "ada" | "bela"): Action =>
  ({ reading: { group, mine }, ...people }) =>
    as(people[who]).meetings.saveText({
      group,
      meetingId: mine,
      kind: "notes",
      body: `Words of ${who}.`,
      basedOn: 0,
    });
export const answer: Action = ({ bela, open, paper }) =>
  as(bela).threads.add({ paper, parentId: open.adas, ...words() });
export const upvote =
  (on: boolean): Action =>
  ({ ada, paperId }) =>
    as(ada).papers.upvote({ paperId, on });
export const mergeInto =
  (kept: "spare" | "paper"): Action =>
  ({ lena, paperId, spare }) =>
    as(lena).papers.merge(
      kept === "spare"
        ? { keptId: spare.id, otherId: paperId }
        : { keptId: paperId, otherId: spare.id },
    );
export const mergeOnBallot: Action = async ({ lena, reading: { ballotId }, spare }) => {
  const { paperId } = await db.candidate.findFirstOrThrow({ where: { ballotId } });
  return as(lena).papers.merge({ keptId: spare.id, otherId: paperId });
};
export const undoMerge =
  (who: "ada" | "lena"): Action =>
  async ({ spare, ...people }) => {
    const { id: mergeId } = await db.paperMerge.findFirstOrThrow({ where: { keptId: spare.id } });
    return as(people[who]).papers.undoMerge({ mergeId });
  };
export const handle =
  (who: "ada" | "bela"): Action =>
  ({ tag, ...people }) =>
    as(people[who]).people.updateProfile({ name: "A", handle: `${tag}-3`, timeZone: "UTC" });
export const lockInside: Action = ({ lena, inside }) =>
  as(lena).moderation.lock({ threadId: inside.id, reason });
export const isPrivate: Action = ({ lena, joinable }) =>
  as(lena).groups.update({
    group: joinable.slug,
    name: "Hidden",
    timeZone: "UTC",
    visibility: "private",
    joinPolicy: "invitation",
  });
