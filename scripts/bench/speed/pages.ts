import type { Case } from "./case";
import type { Call } from "./load";
import type { Stage } from "./stage";

const get = (path: string, cookie?: string): Call => ({
  path,
  headers: { accept: "text/html", ...(cookie ? { cookie } : {}) },
});

/** The cases of pages. */
export function pages({ paper, topic, group, threadOf, ballotId, people }: Stage): Case[] {
  const guest = (name: string, path: string): Case => ({
    name: `${name}, guest`,
    group: "pages",
    callers: [[get(path)]],
    against: { kind: "static page" },
    asked: 2,
  });
  const member = (name: string, path: string, asked = 0.6): Case => ({
    name: `${name}, signed in`,
    group: "pages",
    callers: people.map(({ cookie }) => [get(path, cookie)]),
    against: { kind: "dynamic page" },
    asked,
  });
  return [
    guest("front page", "/"),
    guest("paper with 1,000 comments", `/papers/${paper}`),
    guest("topic", `/topics/${topic}`),
    member("group", `/groups/${group}`),
    member("ballot", `/groups/${group}/ballots/${ballotId}`),
    member("desk", "/desk"),
    member("thread of 1,000 comments", `/groups/${group}/threads/${threadOf}`),
    member("almost empty page", "/mute", 0.8),
  ];
}
