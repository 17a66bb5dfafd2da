import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { expect } from "@playwright/test";
import { USUAL_CHOICES } from "../server/ballots/schema";
import { size } from "../server/testing/tier";
import { sql, tables, test } from "./hostile-site";
import { type Mallory, mallory } from "./hostile-world";
import { PROBE_PORT } from "./ports";
import { call, SITE } from "./raw";

// Page views leave nothing behind in memory. Each kind of page is viewed many times. Then the test counts the objects
// that the site's process still holds after a forced garbage collection (server/testing/probe.mjs).

const VIEWS = size(6, 200);
/** Most objects left per view, to allow for other work of the process; a page held in memory has thousands. */
const OBJECTS_A_VIEW = 50;
/** Timers that may come and go at any moment, for jobs and for this probe. */
const AT_ANY_MOMENT = 20;
/** The share of answers that may still be held. Three in a hundred were seen, for no particular kind of page. */
const LINGERING = 0.05;

/** Values for the parameters of routes, from the demo's and Mallory's things. */
async function places(me: Mallory): Promise<Record<string, string>> {
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
  const topic = await tables().topic.findFirstOrThrow({ where: { papers: { some: {} } } });
  const most = await tables().paper.findFirstOrThrow({ orderBy: { commentCount: "desc" } });
  expect(paperId).not.toBe(most.id);
  return {
    "[subscription]": me.subscriptionId,
    "[digest]": digest,
    "[group]": group,
    "[topic]": topic.slug,
    "[meeting]": meetingId,
    "[poll]": pollId,
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

async function probed(path: string): Promise<Record<string, number>> {
  return (await fetch(`http://127.0.0.1:${PROBE_PORT}${path}`)).json();
}

test("a view of a page leaves nothing behind", async () => {
  const me = await mallory();
  const place = await places(me);
  const folders = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/page.tsx"))
    .map((file) => file.replace(/\/page\.tsx$/, ""));
  const group = `/groups/${me.group}`;
  const addresses = [
    ...folders.map((folder) => addressOf(folder, place)),
    ...["/?order=top&window=year", "/search?q=attention", "/search?q=attention&in=discussion"],
    ...[`${group}/search?q=words`, `${group}/search?q=words&in=notes`],
    ...["/api/v1/papers?q=attention", "/api/trpc/people.viewer", "/there-is-none"],
  ];
  const view = async (path: string, cookie: string) => {
    const { status, text } = await look(path, cookie);
    expect(status, `${path}: ${text.slice(0, 200)}`).toBeLessThan(500);
    return status;
  };
  const statuses: Record<string, number> = {};
  const left: Record<string, number> = {};
  // After the first view, all modules are loaded and all shared caches are filled.
  for (const path of addresses) {
    for (const cookie of [me.cookie, ""]) {
      const status = await view(path, cookie);
      if (cookie) statuses[path] = status;
    }
  }
  // This part measures the pages themselves.
  expect(Object.values(statuses).filter((status) => status === 200).length).toBeGreaterThan(50);
  await probed("/");
  const before = await probed("/");
  for (const path of addresses) {
    await sql(`DELETE FROM "RateLimit"`);
    // A guest sees the public pages; other pages lead to the sign-in.
    const twice = () => Promise.all([view(path, me.cookie), view(path, "")]);
    await twice();
    const timersOf = async (views: number) => {
      const { timers = 0 } = await probed("/timers");
      for (let time = 0; time < views; time += 2) await twice();
      const { timers: after = 0 } = await probed("/timers");
      return after - timers;
    };
    if ((await timersOf(VIEWS)) < VIEWS / 2) continue;
    // Other work of the site starts a few timers too, but only a page's timers grow with its views.
    const started = await timersOf(4 * VIEWS);
    if (started >= 2 * VIEWS) left[path] = started;
  }
  expect(left, "timers that views of these pages started").toEqual({});
  const after = await probed("/");
  const grown = Object.fromEntries(
    Object.entries(after).map(([kind, count]) => [kind, count - (before[kind] ?? 0)]),
  );
  test.info().annotations.push({ type: "left behind", description: JSON.stringify(grown) });
  const views = addresses.length * (VIEWS + 2);
  expect(grown.timers, "timers").toBeLessThan(AT_ANY_MOMENT);
  for (const kind of ["requests", "answers"]) {
    expect((grown[kind] ?? 0) / views, kind).toBeLessThan(LINGERING);
  }
  expect((grown.objects ?? 0) / views, "objects").toBeLessThan(OBJECTS_A_VIEW);
});

async function look(path: string, cookie: string): Promise<{ status: number; text: string }> {
  // This header makes the site render a page for each view, even one that it keeps.
  const headers = { cookie, "next-url": "/" };
  const answer = await fetch(`${SITE}${path}`, { headers, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}
