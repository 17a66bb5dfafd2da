import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { finishedAddress } from "./addresses";

const ID = "0198a1f2-0000-7000-8000-000000000000";
const urlOf = (url: string) => finishedAddress(url)?.url ?? null;

it.each([
  ["/", "app/(public)/page.tsx"],
  ["/papers/attention-is-all-you-need", "app/(public)/papers/[paper]/page.tsx"],
  [`/papers/a/comments/${ID}`, "app/(public)/papers/[paper]/comments/[comment]/page.tsx"],
  ["/topics", "app/(public)/topics/page.tsx"],
  ["/topics/systems", "app/(public)/topics/[topic]/page.tsx"],
  ["/authors/ada-lovelace", "app/(public)/authors/[author]/page.tsx"],
  ["/authors/%E7%8E%8B-%E4%BC%9F", "app/(public)/authors/[author]/page.tsx"],
  ["/groups", "app/(public)/groups/page.tsx"],
  ["/groups/friday-lunch", "app/(member)/groups/[group]/page.tsx"],
  ["/sign-in", "app/(public)/sign-in/page.tsx"],
  ["/subscribe", "app/(public)/subscribe/page.tsx"],
])("keeps %s", (url, file) => {
  expect(existsSync(file)).toBe(true);
  expect(urlOf(url)).toBe(url);
});

it.each([
  "/papers/new",
  "/groups/new",
  "/groups/a/settings",
  "/groups/a/ballots",
  "/desk",
  "/search",
  "/search?q=attention",
  "/mailbox",
  "/settings",
  "/join/secret",
  "/unsubscribe?token=secret",
  "/sign-in/confirm?token=secret",
  "/subscribe/confirm?token=secret",
  "/api/trpc/papers.list",
  "/topics/",
  "/authors/",
  "/authors/Ada",
  "/authors/a/b",
  `/authors/${"a".repeat(251)}`,
  "//",
  "/papers/A",
  "/papers/a%2Fb",
  "/papers/a/comments/none",
  "/_next/static/a.js",
  `/papers/${"a".repeat(121)}`,
  `/?order=new&x=${"a".repeat(400)}`,
])("has %s rendered for each request", (url) => expect(urlOf(url)).toBeNull());

it.each([
  ["/?order=new&page=2&window=week", "/?order=new&window=week&page=2"],
  ["/?page=2&order=new&window=week", "/?order=new&window=week&page=2"],
  ["/?utm_source=letter&order=top", "/?order=top"],
  ["/?x=1&x=2&__proto__=3", "/"],
  ["/topics?order=new", "/topics"],
  ["/papers/a?order=newest&page=3", "/papers/a?order=newest&page=3"],
  ["/groups?page=7&order=new", "/groups?page=7"],
  ["/sign-in?done=everywhere", "/sign-in?done=everywhere"],
  ["/subscribe?topic=systems&length=full", "/subscribe?topic=systems"],
])("keeps %s as %s", (url, kept) => expect(urlOf(url)).toBe(kept));

it.each([
  "/?order=best",
  "/?order=new&order=top",
  "/?page=0",
  "/?page=1001",
  "/?page=01",
  "/?page=2?3",
  "/?window=toString",
  "/sign-in?to=/desk",
  "/sign-in?error=x",
  "/subscribe?q=words",
  "/papers/a?order=new",
])("does not keep the made-up values of %s", (url) => expect(urlOf(url)).toBeNull());

it("keeps pages that depend on the reader only for guests", () => {
  const guests = ["/groups/a", "/sign-in"].map((url) => finishedAddress(url)?.audience);
  expect(guests).toEqual(["guests", "guests"]);
  expect(finishedAddress("/groups")?.audience).toBe("everybody");
});
