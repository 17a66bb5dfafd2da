import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { expect } from "@playwright/test";
import { USUAL_CHOICES } from "../server/ballots/schema";
import { tables } from "./hostile-site";
import type { Mallory } from "./hostile-world";
import { call } from "./raw";

/** Values for the parameters of routes, from the demo's and Mallory's things. */
export async function places(me: Mallory): Promise<Record<string, string>> {
  const later = new Date(Date.now() + 86_400_000);
  const { cookie, group, paper, paperId, ballotId, meetingId, commentId } = me;
  const made = async (path: string, input: object) => {
    const { status, body } = await call(path, input, { cookie });
    expect(status, `${path}: ${body}`).toBe(200);
    return JSON.parse(body).result.data.json as { id: string };
  };
  const title = `Waiting paper of ${me.handle}`;
  await made("papers.add", { title, abstract: "Words.", authors: ["Mallory"] });
  const waiting = await tables().paper.findFirstOrThrow({ where: { title } });
  const nomination = { group, paperId: waiting.id, pitch: "Read it." };
  const { id: nominationId } = await made("nominations.nominate", nomination);
  const times = { opensAt: null, closesAt: later, draft: true };
  const draft = { group, ...USUAL_CHOICES, ...times, nominationIds: [nominationId] };
  const { id: draftId } = await made("ballots.create", draft);
  const words = () => ({ body: "Words.", clientKey: randomUUID() });
  const inGroup = await made("threads.addInGroup", { group, paper, ...words() });
  const onMeeting = await made("threads.addOnMeeting", { group, meetingId, ...words() });
  const { id: digest } = await tables().digest.create({
    data: { subscriptionId: me.subscriptionId, period: "2026-11-01", sentAt: new Date() },
  });
  const dates = [later, new Date(later.getTime() + 86_400_000)];
  const asked = { paperId: waiting.id, dates, days: 1, minutes: 60 };
  const { id: pollId } = await made("datePolls.open", { group, ...asked });
  const list = { name: "For the seminar", description: "" };
  const { id: listId } = await made("shelves.addList", list);
  const { id: groupListId } = await made("groupLists.add", { group, ...list });
  const topic = await tables().topic.findFirstOrThrow({ where: { papers: { some: {} } } });
  const most = await tables().paper.findFirstOrThrow({ orderBy: { commentCount: "desc" } });
  expect(paperId).not.toBe(most.id);
  return {
    "[subscription]": me.subscriptionId,
    "[digest]": digest,
    "[group]": group,
    "[topic]": topic.slug,
    "[author]": "mallory",
    "[meeting]": meetingId,
    "[poll]": pollId,
    "shelves/lists/[list]": listId,
    "[group]/lists/[list]": groupListId,
    "[token]": "a".repeat(43),
    "ballots/[ballot]": ballotId,
    "ballots/[ballot]/edit": draftId,
    "(public)/papers/[paper]": most.slug,
    "(member)/papers/[paper]": paper,
    "(public)/papers/[paper]/comments": paper,
    "(public)/papers/[paper]/comments/[comment]": commentId,
    "threads/[paper]": paper,
    "threads/[paper]/comments/[comment]": inGroup.id,
    "[meeting]/comments/[comment]": onMeeting.id,
  };
}

/** Makes the address of a page from its folder in app/, with a value for each part in brackets. */
function addressOf(folder: string, place: Record<string, string>): string {
  const parts = folder.split("/");
  const address = parts.map((part, at) => {
    if (part.startsWith("(")) return "";
    if (!part.startsWith("[")) return `/${part}`;
    const route = parts.slice(0, at + 1).join("/");
    const followed = parts.slice(0, at + 2).join("/");
    const named = (where: string) => Object.keys(place).find((key) => where.endsWith(key));
    const key = named(followed) ?? named(route);
    if (!key) throw new Error(`Say in places() what ${route} is about.`);
    return `/${place[key]}`;
  });
  return address.join("") || "/";
}

/** Lists the address of every page of the site, with these values for the parts in brackets. */
export function pagesOf(place: Record<string, string>): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/page.tsx"))
    .map((file) => addressOf(file.replace(/\/page\.tsx$/, ""), place));
}
