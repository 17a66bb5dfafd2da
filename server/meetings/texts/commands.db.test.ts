import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import { setPresenter } from "../presenters/commands";
import { saveText, textVersion, textVersions } from "./commands";

ownDatabase();

it("keeps every version with its author, and shows the latest", async () => {
  const { slug, others, meetingId } = await groupWithMeeting();
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  const notes = { meetingId, kind: "notes" } as const;
  await saveText(ada, { ...notes, body: "# First\n\n$x^2$", basedOn: 0 });
  await saveText(bela, { ...notes, body: "Second", basedOn: 1 });
  expect(await textVersions(ada, notes)).toMatchObject([
    { version: 2, writtenBy: { handle: bela.viewer.handle } },
    { version: 1, writtenBy: { handle: ada.viewer.handle } },
  ]);
  const first = await textVersion(bela, { ...notes, version: 1 });
  expect(first.body).toBe("# First\n\n$x^2$");
  expect(first.html).toMatch(/<h3>First<\/h3>[\s\S]*<math/);
  const page = await as(ada.viewer).meetings.page({ group: slug, meetingId });
  expect(page.member?.notes).toMatchObject({ version: 2, html: "<p>Second</p>\n" });
  expect(page.member?.agenda).toMatchObject({ version: 0, empty: true });
});

it("loses nothing when many save at once: one wins, and the others get the saved text", async () => {
  const { others, meetingId } = await groupWithMeeting({ members: 8 });
  const notes = { meetingId, kind: "notes" } as const;
  await saveText(memberAt(others), { ...notes, body: "Together", basedOn: 0 });
  const tries = await Promise.allSettled(
    others.map((scope, at) => saveText(scope, { ...notes, body: `Mine ${at}`, basedOn: 1 })),
  );
  const won = tries.findIndex(({ status }) => status === "fulfilled");
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of tries) {
    if (one.status === "fulfilled") continue;
    expect(one.reason).toMatchObject({
      code: "CONFLICT",
      details: {
        version: 2,
        body: `Mine ${won}`,
        writtenBy: { handle: memberAt(others, won).viewer.handle },
      },
    });
  }
  expect(await db.meetingText.count({ where: { meetingId } })).toBe(2);
  // Merged, and saved on top of the latest version.
  const loser = memberAt(others, won === 0 ? 1 : 0);
  await saveText(loser, { ...notes, body: `Mine ${won} and mine`, basedOn: 2 });
  expect((await textVersions(loser, notes))[0]?.version).toBe(3);
});

it("sends the saved text over the wire, so that the screen can show both", async () => {
  const { slug, others, meetingId } = await groupWithMeeting();
  const call = as(memberAt(others).viewer).meetings;
  const notes = { group: slug, meetingId, kind: "notes" } as const;
  await call.saveText({ ...notes, body: "Theirs", basedOn: 0 });
  const error = await call.saveText({ ...notes, body: "Mine", basedOn: 0 }).catch((e) => e);
  expect(error).toMatchObject({ code: "CONFLICT", cause: { details: { body: "Theirs" } } });
});

it("makes no version and no conflict of an unchanged text", async () => {
  const { others, meetingId } = await groupWithMeeting();
  const notes = { meetingId, kind: "notes" } as const;
  await saveText(memberAt(others), { ...notes, body: "Same", basedOn: 0 });
  const again = await saveText(memberAt(others, 1), { ...notes, body: "Same", basedOn: 0 });
  expect(again.version).toBe(1);
});

it("lets every member write the notes, and organizers and the presenter the agenda", async () => {
  const { slug, organizer, others, meetingId } = await groupWithMeeting();
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  await setPresenter(organizer, { meetingId, handle: ada.viewer.handle });
  const stranger = (await groupWithMeeting()).organizer;
  const agenda = { group: slug, meetingId, kind: "agenda" } as const;
  const calls = [organizer, ada, bela, stranger].map(({ viewer }) =>
    as(viewer).meetings.saveText({ ...agenda, body: "Same", basedOn: 0 }),
  );
  expect(await outcomes(calls)).toEqual(["done", "done", "FORBIDDEN", "FORBIDDEN"]);
});

it("refuses a text that is too long, and shows mathematics over the budget as source", async () => {
  const { slug, others, meetingId } = await groupWithMeeting();
  const call = as(memberAt(others).viewer).meetings;
  const notes = { group: slug, meetingId, kind: "notes", basedOn: 0 } as const;
  const tooLong = call.saveText({ ...notes, body: "x".repeat(20_001) });
  expect(await outcomes([tooLong])).toEqual(["BAD_REQUEST"]);
  expect(await db.meetingText.count({ where: { meetingId } })).toBe(0);
  await call.saveText({ ...notes, body: "$x$ ".repeat(101) });
  const { html } = await db.meetingText.findFirstOrThrow({ where: { meetingId } });
  expect(html.match(/<code class="tex">\$x\$<\/code>/g)).toHaveLength(1);
});
