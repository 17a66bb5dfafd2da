import { parse } from "csv-parse/sync";
import { afterEach, expect, it } from "vitest";
import { sendHistory } from "@/server/api/routes/downloads";
import type { MemberScope } from "@/server/groups/policy";
import { openSession, sessionCookieName } from "@/server/people/sessions/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR, papersOf } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, meetingRow, memberAt } from "@/server/testing/fixtures/meetings";
import { person } from "@/server/testing/world";
import { saveRsvp } from "../attendance/commands";
import { cancelMeeting, planMeeting } from "../commands";
import { saveOpinion } from "../opinions/commands";
import { setPresenter } from "../presenters/commands";
import { saveText } from "../texts/commands";

ownDatabase();
afterEach(() => setClock(undefined));

/** A group with a past meeting, a cancelled one and a future one. */
async function world(visibility: "public" | "private" = "public") {
  const made = await groupWithMeeting({ visibility });
  const { organizer, others, meetingId, startsAt, slug } = made;
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  await setPresenter(organizer, { meetingId, handle: ada.viewer.handle });
  await saveRsvp(ada, { meetingId, answer: "yes" });
  await saveRsvp(bela, { meetingId, answer: "yes" });
  await saveRsvp(organizer, { meetingId, answer: "no" });
  await saveText(bela, { meetingId, kind: "notes", body: "First words", basedOn: 0 });
  await saveText(bela, { meetingId, kind: "notes", body: "Secret words", basedOn: 1 });
  const [cancelled, later] = await papersOf([`Cancelled ${slug}`, `Later ${slug}`]);
  const when = { minutes: 60, place: "", link: "" };
  const plan = (paperId: string, hours: number) =>
    planMeeting(organizer, {
      paperId,
      ...when,
      startsAt: new Date(startsAt.getTime() + hours * HOUR),
    });
  await cancelMeeting(organizer, (await plan(cancelled?.id as string, 2)).id);
  await plan(later?.id as string, 24 * 30);
  setClock(new Date(startsAt.getTime() + 24 * HOUR));
  return { ...made, ada, bela };
}

it("lists past meetings, not future or cancelled ones", async () => {
  const { slug, meetingId, ada } = await world();
  const found = await as(ada.viewer).meetings.history({ group: slug });
  expect(found.total).toBe(1);
  expect(found.readings).toMatchObject([
    { meetingId, turnout: 2, presenter: { handle: ada.viewer.handle }, ballot: null },
  ]);
  expect(found.readings[0]?.notes).toContain("Secret words");
  expect(found.pictures.presenters).toEqual([{ name: ada.viewer.name, meetings: 1 }]);
  expect(found.pictures.turnout).toMatchObject([{ came: 2 }]);
  expect(found.pictures.months).toHaveLength(12);
  expect(found.pictures.months.reduce((sum, { read }) => sum + read, 0)).toBe(1);
});

it("filters by words, year and presenter, and ignores invalid filters", async () => {
  const { slug, ada, startsAt } = await world();
  const call = (input: object) =>
    as(ada.viewer)
      .meetings.history({ group: slug, ...input })
      .then(({ total }) => total);
  const year = startsAt.getUTCFullYear();
  expect(await call({ q: "TALKED about" })).toBe(1);
  expect(await call({ q: "nothing of the kind" })).toBe(0);
  expect(await call({ year })).toBe(1);
  expect(await call({ year: year - 3 })).toBe(0);
  expect(await call({ presenter: ada.viewer.handle })).toBe(1);
  expect(await call({ presenter: "nobody" })).toBe(0);
  expect(await call({ year: "soon", presenter: "N0 body", page: -1 })).toBe(1);
});

it("counts a paper that was marked read without a meeting, on that day, and none that waits for one", async () => {
  const { organizer, meetingId, slug } = await world();
  const { groupId } = await meetingRow(meetingId);
  const papers = await papersOf([`Without ${slug}`, `Waiting ${slug}`]);
  const [paperId, waiting] = papers.map(({ id }) => id) as [string, string];
  const readAt = new Date("2026-02-03T12:00:00Z");
  await db.reading.createMany({
    data: [
      { groupId, paperId, readAt },
      { groupId, paperId: waiting },
    ],
  });
  const found = await as(organizer.viewer).meetings.history({ group: slug });
  expect(found.readings.map(({ day, meetingId: of }) => [day, of])).toEqual([
    [expect.any(String), meetingId],
    ["2026-02-03", null],
  ]);
});

async function file(
  slug: string,
  format: string,
  viewer: MemberScope["viewer"] | null,
  query = "",
) {
  const cookie = viewer ? `${sessionCookieName()}=${await openSession(viewer.id, "")}` : "";
  const request = new Request(`http://localhost/api?${query}`, { headers: { cookie } });
  return sendHistory(request, { group: slug, format });
}

it("serves it as files, with notes and turnout for members only", async () => {
  const { slug, ada, bela } = await world();
  for (const [format, type] of [
    ["csv", "text/csv; charset=utf-8"],
    ["md", "text/markdown; charset=utf-8"],
    ["bib", "application/x-bibtex; charset=utf-8"],
  ] as const) {
    const download = await file(slug, format, ada.viewer);
    expect([download.status, download.headers.get("content-type")]).toEqual([200, type]);
    const text = await download.text();
    expect(text).toContain("Talked about");
    if (format !== "bib") expect(text).toContain("Secret words");
    const shared = await (await file(slug, format, await person())).text();
    expect(shared).toContain("Talked about");
    for (const secret of ["words", bela.viewer.name]) expect(shared).not.toContain(secret);
  }
  expect(await (await file(slug, "bib", ada.viewer, "year=1999")).text()).toBe("");
  const answers = [file(slug, "pdf", ada.viewer), file("nowhere", "csv", ada.viewer)];
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404]);
});

it("has in its files how many gave each answer after the meeting, for everybody who may see it, and never who", async () => {
  const { slug, ada, bela, meetingId } = await world();
  await saveOpinion(ada, { meetingId, question: "worth", answer: "yes" });
  await saveOpinion(bela, { meetingId, question: "worth", answer: "no" });
  for (const viewer of [ada.viewer, null]) {
    const table = await (await file(slug, "csv", viewer)).text();
    expect(parse(table, { columns: true, bom: true })).toMatchObject([
      { "worth yes": "1", "worth so-so": "0", "worth no": "1", "discussion yes": "" },
    ]);
    const list = await (await file(slug, "md", viewer)).text();
    expect(list).toContain("Worth reading? 1 yes, 1 no.");
    for (const text of [table, list]) expect(text).not.toContain(bela.viewer.name);
  }
});

it("shows strangers no notes or turnout, and nothing of a private group", async () => {
  const open = await world();
  const { readings, pictures } = await as(null).meetings.history({ group: open.slug });
  expect(readings).toMatchObject([{ notes: null, turnout: null }]);
  expect(pictures.turnout).toEqual([]);
  setClock(undefined);
  const closed = await world("private");
  const seen = as(await person()).meetings.history({ group: closed.slug });
  await expect(seen).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const format of ["csv", "md", "bib"]) {
    expect((await file(closed.slug, format, await person())).status).toBe(404);
  }
});

it("leaves out notes beyond the page's limit, and says so", async () => {
  const { organizer, slug, startsAt } = await groupWithMeeting();
  const papers = await papersOf(["One", "Two", "Three"].map((title) => `${title} ${slug}`));
  for (const [at, { id: paperId }] of papers.entries()) {
    const when = { startsAt: new Date(startsAt.getTime() + (at + 1) * 3 * HOUR), minutes: 60 };
    const { id: meetingId } = await planMeeting(organizer, {
      paperId,
      place: "",
      link: "",
      ...when,
    });
    await db.meetingText.create({
      data: { meetingId, kind: "notes", version: 1, body: "x", html: "x".repeat(100_000) },
    });
  }
  setClock(new Date(startsAt.getTime() + 48 * HOUR));
  const { readings } = await as(organizer.viewer).meetings.history({ group: slug });
  expect(readings.map(({ notes, notesFolded }) => [notes?.length ?? 0, notesFolded])).toEqual([
    [100_000, false],
    [100_000, false],
    [0, true],
    [0, false],
  ]);
});

it("writes a file in batches of readings, each reading once", async () => {
  const { organizer, slug } = await groupWithMeeting();
  const papers = await papersOf(Array.from({ length: 25 }, (_, at) => `Read ${at} in ${slug}`));
  await db.reading.createMany({
    data: papers.map(({ id }) => ({
      groupId: organizer.group.id,
      paperId: id,
      readAt: new Date(),
    })),
  });
  for (const format of ["csv", "md", "bib"]) {
    const { body } = await sendHistory(new Request(`https://read.example.org/x/${format}`), {
      group: slug,
      format,
    });
    const parts: string[] = [];
    for await (const part of body as unknown as AsyncIterable<Uint8Array>)
      parts.push(Buffer.from(part).toString());
    expect(parts, format).toHaveLength(3);
    const titles = parts.join("").match(new RegExp(`Read \\d+ in ${slug}`, "g")) ?? [];
    expect(new Set(titles).size, format).toBe(25);
    expect(titles, format).toHaveLength(25);
  }
});
