import { expect, it } from "vitest";
import { removeMember } from "@/server/accounts/leaving/commands";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithMeeting, LINK, memberAt, PLACE } from "@/server/testing/fixtures/meetings";
import { person } from "@/server/testing/world";
import { addAway, addLink, saveRsvp } from "./attendance/commands";
import { setPresenter } from "./presenters/commands";
import { saveText } from "./texts/commands";

ownDatabase();

const SECRETS = [
  PLACE,
  LINK,
  "Agenda words",
  "Notes words",
  "https://example.org/slides",
  "Coming",
];

async function world(visibility: "public" | "private") {
  const made = await groupWithMeeting({ visibility, members: 3 });
  const { organizer, others, meetingId, startsAt } = made;
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  await setPresenter(organizer, { meetingId, handle: ada.viewer.handle });
  await saveText(organizer, { meetingId, kind: "agenda", body: "Agenda words", basedOn: 0 });
  await saveText(bela, { meetingId, kind: "notes", body: "Notes words", basedOn: 0 });
  await addLink(bela, { meetingId, title: "Coming slides", url: "https://example.org/slides" });
  await saveRsvp(bela, { meetingId, answer: "yes" });
  // A day's margin on both sides, because late in the evening it may be tomorrow in the group's time zone.
  const day = (days: number) =>
    new Date(startsAt.getTime() + days * 864e5).toISOString().slice(0, 10);
  await addAway(memberAt(others, 2), { fromDay: day(-1), lastDay: day(1) });
  return { ...made, ada, bela };
}

/** Calls every query of meetings as this person. */
function reads(viewer: Parameters<typeof as>[0], group: string, meetingId: string) {
  const { meetings, ballots } = as(viewer);
  const text = { group, meetingId, kind: "notes" } as const;
  return [
    meetings.page({ group, meetingId }),
    meetings.list({ group }),
    meetings.queue({ group }),
    meetings.slot({ group }),
    meetings.turns({ group, meetingId }),
    meetings.draft({ group }),
    meetings.textVersions(text),
    meetings.textVersion({ ...text, version: 1 }),
    meetings.away({ group }),
    meetings.groupFeed({ group }),
    ballots.readings({ group }),
    ballots.overview({ group }),
  ];
}

it("shows strangers the time, paper and presenter of a public group's meeting, and nothing else", async () => {
  const { slug, meetingId, ada, bela, startsAt } = await world("public");
  for (const viewer of [null, await person()]) {
    const page = await as(viewer).meetings.page({ group: slug, meetingId });
    expect(page).toMatchObject({
      startsAt,
      presenter: { name: ada.viewer.name },
      member: null,
      place: "",
      link: "",
    });
    const answers = await Promise.allSettled(reads(viewer, slug, meetingId));
    const text = JSON.stringify(answers);
    expect(text).toContain(ada.viewer.name);
    for (const secret of [...SECRETS, bela.viewer.name, bela.viewer.handle]) {
      expect(text).not.toContain(secret);
    }
  }
});

it("shows members all of it", async () => {
  const { slug, meetingId, bela, others } = await world("public");
  const { member, ...page } = await as(bela.viewer).meetings.page({ group: slug, meetingId });
  expect(page).toMatchObject({ place: PLACE, link: LINK });
  expect(member).toMatchObject({
    agenda: { html: "<p>Agenda words</p>\n" },
    notes: { html: "<p>Notes words</p>\n" },
    links: [{ title: "Coming slides", mayRemove: true }],
    rsvps: {
      yes: { people: [{ handle: bela.viewer.handle }], more: 0 },
      maybe: { people: [] },
      no: { people: [] },
    },
    away: { people: [{ handle: memberAt(others, 2).viewer.handle }], more: false },
  });
});

it("does not exist for strangers to a private group, nor for former members", async () => {
  const { slug, organizer, meetingId, bela } = await world("private");
  await removeMember(organizer, bela.viewer.handle);
  for (const viewer of [null, await person(), bela.viewer]) {
    const calls = outcomes(reads(viewer, slug, meetingId));
    expect(new Set(await calls)).toEqual(new Set(["NOT_FOUND"]));
    const { meetings } = as(viewer);
    const desk = viewer ? JSON.stringify(await meetings.desk()) : "";
    for (const secret of [...SECRETS, slug]) expect(desk).not.toContain(secret);
  }
});

it("refuses changes to another group's meeting by an organizer of their own group", async () => {
  const own = await world("public");
  const other = await world("public");
  const group = own.slug;
  const { meetingId } = other;
  const { meetings } = as(own.organizer.viewer);
  const [link] =
    (await as(other.bela.viewer).meetings.page({ group: other.slug, meetingId })).member?.links ??
    [];
  const text = { group, meetingId, kind: "notes" } as const;
  const calls = outcomes([
    meetings.page({ group, meetingId }),
    meetings.cancel({ group, meetingId }),
    meetings.turns({ group, meetingId }),
    meetings.volunteer({ group, meetingId }),
    meetings.handOn({ group, meetingId }),
    meetings.rotate({ group, meetingId }),
    meetings.setPresenter({ group, meetingId, handle: null }),
    meetings.rsvp({ group, meetingId, answer: "yes" }),
    meetings.saveText({ ...text, body: "x", basedOn: 0 }),
    meetings.textVersions(text),
    meetings.textVersion({ ...text, version: 1 }),
    meetings.addLink({ group, meetingId, title: "x", url: "https://example.org/" }),
    meetings.removeLink({ group, linkId: link?.id as string }),
  ]);
  expect(new Set(await calls)).toEqual(new Set(["NOT_FOUND"]));
});
