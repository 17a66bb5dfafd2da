import { beforeAll, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { fullGroup } from "@/server/testing/fixtures/full-group";

ownDatabase();
type World = Awaited<ReturnType<typeof fullGroup>>;
let few: World;
let many: World;
beforeAll(async () => {
  few = await fullGroup(2);
  many = await fullGroup(6);
});

const q = "words";
/** The lists that pages ask for, by procedure. */
const READS: Record<string, (world: World) => Promise<unknown>> = {
  "groups.mine": ({ owner }) => as(owner).groups.mine(),
  "groups.members": ({ owner, group }) => as(owner).groups.members({ group }),
  "groups.requests": ({ owner, group }) => as(owner).groups.requests({ group }),
  "groups.invitations": ({ owner, group }) => as(owner).groups.invitations({ group }),
  "nominations.pool": ({ owner, group }) => as(owner).nominations.pool({ group }),
  "nominations.choice": ({ owner, group }) => as(owner).nominations.choice({ group }),
  "ballots.desk": ({ owner }) => as(owner).ballots.desk(),
  "ballots.overview": ({ owner, group }) => as(owner).ballots.overview({ group }),
  "ballots.list": ({ owner, group }) => as(owner).ballots.list({ group }),
  "ballots.readings": ({ owner, group }) => as(owner).ballots.readings({ group }),
  "ballots.page": ({ owner, group, ballotId }) => as(owner).ballots.page({ group, ballotId }),
  "ballots.readByGroups": ({ owner, past }) =>
    as(owner).ballots.readByGroups({ paperIds: past.map(({ paperId }) => paperId) }),
  "meetings.list": ({ owner, group }) => as(owner).meetings.list({ group }),
  "meetings.history": ({ owner, group }) => as(owner).meetings.history({ group }),
  "meetings.desk": ({ owner }) => as(owner).meetings.desk(),
  "meetings.page": ({ owner, group, past: [latest] }) =>
    as(owner).meetings.page({ group, meetingId: latest?.id as string }),
  "meetings.turns": ({ owner, group, meetingId }) => as(owner).meetings.turns({ group, meetingId }),
  "threads.ofGroup": ({ owner, group, papers: [paper] }) =>
    as(owner).threads.ofGroup({ group, paper: paper?.slug as string }),
  "threads.recentInGroup": ({ owner, group }) => as(owner).threads.recentInGroup({ group }),
  "moderation.reports": ({ owner, group }) => as(owner).moderation.reports({ group }),
  "moderation.suspensions": ({ owner, group }) => as(owner).moderation.suspensions({ group }),
  "moderation.groupLog": ({ owner, group }) => as(owner).moderation.groupLog({ group }),
  "search.comments": ({ owner, group }) => as(owner).search.comments({ q, group }),
  "search.notes": ({ owner, group }) => as(owner).search.notes({ q: "notes", group }),
  "search.groupPapers": ({ owner, group }) => as(owner).search.groupPapers({ group, q: "paper" }),
  "people.blocks": ({ owner }) => as(owner).people.blocks({}),
  "digests.mine": ({ owner }) => as(owner).digests.mine(),
};

for (const [name, read] of Object.entries(READS)) {
  it(`${name} asks the database as often for many as for few`, async () => {
    expect(JSON.stringify(await read(many)).length).toBeGreaterThan(
      JSON.stringify(await read(few)).length,
    );
    expect(await queriesOf(() => read(many))).toBe(await queriesOf(() => read(few)));
  });
}
