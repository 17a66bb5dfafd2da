import { expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { castVote } from "@/server/ballots/votes/commands";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { mailInvitation } from "@/server/testing/fixtures/groups";

ownDatabase();

const ADDRESS = "grace@example.org";
const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);
const readsOf = (token: string) => as(null).meetings.ofInvitation({ token });

it("shows an invited person the titles of the ballot and of the next reading, and nothing else", async () => {
  const { id, slug, organizer, candidates } = await groupWithBallot(
    ["A", "B", "C", "D", "E", "F", "G"].map((letter) => `On ${letter}`),
    { visibility: "private" },
  );
  const token = await mailInvitation(organizer.viewer, slug, ADDRESS);
  const shown = await readsOf(token);
  expect(shown).toEqual({
    ballot: { titles: expect.any(Array), more: 2, closesAt: expect.any(Date) },
    next: null,
  });
  expect(shown?.ballot?.titles).toHaveLength(5);
  expect(shown?.ballot?.titles[0]).toMatch(/^On A/);
  await castVote(organizer, { ballotId: id, answer: { approvals: candidates.slice(1, 2) } });
  await closeBallot(id, organizer);
  expect(await readsOf(token)).toEqual({
    ballot: null,
    next: { title: expect.stringMatching(/^On B/), startsAt: null },
  });
});

it("shows it behind a link only where strangers see it too, and never once the link is off", async () => {
  for (const visibility of ["private", "unlisted", "public"] as const) {
    const { slug, organizer } = await groupWithBallot(["A", "B"], { visibility });
    const by = as(organizer.viewer);
    const token = tokenOf((await by.groups.inviteByLink({ group: slug })).link);
    const shown = await readsOf(token);
    if (visibility === "private") expect(shown).toBeNull();
    else expect(shown?.ballot?.titles).toHaveLength(2);
    const [link] = await by.groups.invitations({ group: slug });
    await by.groups.revokeInvitation({ group: slug, invitationId: link?.id ?? "" });
    expect(await readsOf(token)).toBeNull();
  }
});
