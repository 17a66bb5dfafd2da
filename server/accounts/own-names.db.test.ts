import { expect, it } from "vitest";
import type { Visibility } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { group, paper, person } from "@/server/testing/world";

ownDatabase();

const FIELDS = { description: "", joinPolicy: "request", timeZone: "UTC" } as const;
const data = (viewer: Viewer) => downloadOwnData(viewer);
const text = async (viewer: Viewer) => JSON.stringify(await data(viewer));

/** A group of these people, with a function that changes its name and visibility. */
async function named(visibility: Visibility) {
  const made = await talkingGroup(visibility);
  let now = visibility;
  const call = (name: string, next = now) => {
    now = next;
    const { slug } = made;
    return as(made.owner).groups.update({ group: slug, ...FIELDS, name, visibility: next });
  };
  return { ...made, call };
}

it("names a private group that somebody left by the name it had when they left, everywhere", async () => {
  const { ada, owner, slug, groupId, paper: talked, call } = await named("private");
  await call("Name when I was there");
  await postComment(ada, { group: slug, paper: talked }, "Words.");
  const { id: paperId } = await paper();
  await as(ada).nominations.nominate({ group: slug, paperId, pitch: "Read it." });
  await as(ada).notifications.follow({ what: { thing: "group", id: slug }, level: "follow" });
  await db.joinRequest.create({
    data: { groupId, personId: ada.id, answeredAt: new Date(), accepted: true },
  });
  const source = { kind: "group" as const, group: slug };
  await as(ada).digests.create({ cadence: "off", timeZone: "UTC", sources: [source] });
  const notification = {
    personId: ada.id,
    groupId,
    kind: "nomination" as const,
    subject: "nomination:x",
  };
  await db.notification.create({ data: { ...notification, via: "app" } });
  await as(owner).moderation.suspend({ group: slug, handle: ada.handle, days: 1, reason: "x" });
  expect(await text(ada)).toContain("Name when I was there");
  await as(ada).groups.leave({ group: slug });
  await call("Name that is secret");
  const { comments, nominations, joinRequests, suspensions, ...rest } = await data(ada);
  const known = { id: groupId, slug, name: "Name when I was there" };
  expect(comments[0]?.thread.group).toEqual(known);
  for (const rows of [nominations, joinRequests, suspensions, rest.notifications, rest.actsOnMe]) {
    expect(rows.map((row: { group: unknown }) => row.group)).toEqual([known]);
  }
  expect(rest.followings.find((row: { group: unknown }) => row.group)?.group).toEqual(known);
  expect(rest.subscriptions[0]?.sources[0]?.group).toEqual(known);
  expect(await text(ada)).not.toContain("Name that is secret");
  // Members know its current name.
  expect(await text(owner)).toContain("Name that is secret");
});

it("describes acts about a person who has left by the group's name that they knew", async () => {
  const { ada, organizer, slug, paper: talked, call } = await named("private");
  await call("Name when I was there");
  await postComment(ada, { group: slug, paper: talked }, "Words.");
  await as(ada).groups.leave({ group: slug });
  await call("Name that is secret");
  await as(ada).notifications.choose({ kind: "moderation", via: "mail" });
  const about = { group: slug, handle: ada.handle, reason: "Off the point." };
  await as(organizer).moderation.suspend({ ...about, days: 1 });
  await runNotificationJobs();
  const [log, list] = [await as(ada).moderation.log({}), await as(ada).notifications.list({})];
  expect(log.acts.map((act) => act.group?.name)).toEqual(["Name when I was there"]);
  expect(list.notifications.map((line) => line.group?.name)).toEqual(["Name when I was there"]);
  const mails = JSON.stringify(await db.mailMessage.findMany());
  expect(mails).toContain("Name when I was there");
  expect(mails).not.toContain("Name that is secret");
});

it("follows a group by its name for as long as it shows itself, and no longer", async () => {
  const { ada, owner, slug, call } = await named("public");
  await postComment(ada, { group: slug, paper: (await paper()).slug }, "Words.");
  await call("First name");
  await as(ada).groups.leave({ group: slug });
  await call("Second name");
  expect(await text(ada)).toContain("Second name");
  // The group gets another name and hides in one step, so nobody outside ever saw that name.
  await call("Third name", "private");
  await call("Fourth name");
  expect(await text(ada)).toContain("Second name");
  expect(await text(ada)).not.toMatch(/First name|Third name|Fourth name/);
  await call("Fifth name", "unlisted");
  expect(await text(ada)).toContain("Fifth name");
  // A person who was a member again knows it by the later name.
  await call("Sixth name", "private");
  const { link } = await as(owner).groups.inviteByLink({ group: slug });
  await as(ada).groups.acceptInvitation({ token: link.slice(link.lastIndexOf("/") + 1) });
  await call("Seventh name");
  await as(ada).groups.leave({ group: slug });
  await call("Eighth name");
  expect(await text(ada)).toContain("Seventh name");
  expect(await text(ada)).not.toMatch(/Sixth name|Eighth name/);
});

it("names a group to a person who only asked to join by its last visible name", async () => {
  const { slug, call } = await named("public");
  const milena = await person("milena");
  await call("Open name");
  await as(milena).groups.ask({ group: slug, message: "" });
  await call("Hidden name", "private");
  expect((await data(milena)).joinRequests[0]?.group.name).toBe("Open name");
});

it("leaves out the name of a group where no earlier name is known", async () => {
  const { id: groupId } = await group({ visibility: "private", name: "Secret name" });
  const milena = await person("milena");
  await db.joinRequest.create({ data: { groupId, personId: milena.id } });
  const [request] = (await data(milena)).joinRequests;
  expect(request?.group).toEqual({
    id: groupId,
    slug: "",
    name: "A group that you can no longer see",
  });
});

it("names blocked people while there is a place where the person can see them", async () => {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const { slug } = await group({
    visibility: "private",
    members: [
      [ada, "owner"],
      [bela, "member"],
    ],
  });
  await as(bela).people.block({ handle: ada.handle });
  const rename = (name: string) =>
    as(ada).people.updateProfile({ name, handle: ada.handle, timeZone: "UTC" });
  await rename("Seen in the group");
  expect(await text(bela)).toContain("Seen in the group");
  await as(bela).groups.leave({ group: slug });
  await rename("No longer seen");
  expect(await text(bela)).not.toMatch(/No longer seen|Seen in the group/);
  expect((await data(bela)).blocks).toMatchObject([
    { blocked: { name: "A person you can no longer see", handle: "" } },
  ]);
  await postComment(ada, { paper: (await paper()).slug }, "Seen by everybody.");
  expect(await text(bela)).toContain("No longer seen");
});
