import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROUTES } from "@/server/api/routes/routes";
import * as addresses from "@/server/platform/web/addresses";

const { PATHS, withQuery, ...functions } = addresses;

/** Pages, as the folders of app/ spell them: "/groups/[group]". */
const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file}`.replace(/\/page\.tsx$/, "").replace(/\/\(\w+\)/g, "") || "/");

/** Routes for machines and plain forms, spelled in the same way. */
const doors = ROUTES.map(({ path }) => path.replace(/:(\w+)/g, "[$1]"));
const routes = [...pages, ...doors];

/** Routes that are called by their libraries, by other programs or by hand. */
const CALLED_FROM_OUTSIDE = [
  ...["/api/auth/callback/[provider]", "/api/inbound-mail"],
  ...["/api/trpc/[calls]", "/api/v1/papers"],
];

const routed = routes
  .map((route) => ({
    route,
    pattern: new RegExp(`^${route.replace(/\./g, "\\.").replace(/\[\w+\]/g, "[^/]+")}$`),
  }))
  // Fixed parts of a route win over parameters, as in Next.
  .sort((a, b) => a.route.split("[").length - b.route.split("[").length);

/** Finds the route that a browser reaches at an address. */
function routeOf(address: string): string | undefined {
  const { pathname } = new URL(address, "http://colloquy.example");
  return routed.find(({ pattern }) => pattern.test(pathname))?.route;
}

/** A value that breaks an address unless it is encoded. */
const NASTY = "a/b?c=d#e&f%";

/** All addresses by name. */
const named = [
  ...Object.entries(PATHS),
  ...Object.entries(functions).map(([name, write]) => {
    const values = Array.from({ length: write.length }, () => NASTY);
    return [name, (write as (...values: string[]) => string)(...values)] as const;
  }),
];

it.each(named)("%s leads to a page", (_name, address) => {
  expect(routeOf(address)).toBeDefined();
});

it("each route has an address", () => {
  const reached = new Set(named.map(([, address]) => routeOf(address)));
  expect(routes.filter((route) => !reached.has(route)).toSorted()).toEqual(CALLED_FROM_OUTSIDE);
});

it("encodes values and parameters", () => {
  expect(addresses.ballotPath("a/b", "c?d")).toBe("/groups/a%2Fb/ballots/c%3Fd");
  expect(addresses.signInPath("/groups/a?page=2&x")).toBe(
    "/sign-in?to=%2Fgroups%2Fa%3Fpage%3D2%26x",
  );
  expect(withQuery("/search", { q: "", page: null, to: undefined })).toBe("/search");
});

describe("addresses elsewhere", () => {
  const parts = new Set(
    routes.flatMap((route) => route.split("/").filter((part) => /^\w/.test(part))),
  );
  /** Addresses of libraries' routes, which they get from our configuration. */
  const LEFT_OUT = String.raw`api\/(?:trpc|auth)\b|api\/"`;
  const WRITTEN = new RegExp(
    String.raw`["'\`}]\/(?!${LEFT_OUT})(?:${[...parts].join("|")})(?:["'\`?#/]|$)|\b(?:href|action|path)="\/|\b(?:redirect|push|replace|go)\(["'\`]\/`,
    "gm",
  );

  function found(file: string, text: string): string[] {
    return [...text.matchAll(WRITTEN)].map(({ index }) => {
      const line = text.slice(0, index).split("\n").length;
      return `${file}:${line}: call a function of server/platform/web/addresses.ts`;
    });
  }

  it("are not written", () => {
    const files = ["app", "components", "server", "trpc"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((file) => `${folder}/${file}`)
        .filter(
          (file) =>
            /\.tsx?$/.test(file) &&
            !/\.test\.|^server\/testing\/|^server\/platform\/web\/.*addresses\.ts$|^server\/api\/routes\/routes\.ts$/.test(
              file,
            ),
        ),
    );
    expect(files.flatMap((file) => found(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  it.each([
    '<Link href="/groups">',
    `href={\`/papers/\${slug}\`}`,
    `\`\${env().SITE_URL}/papers/\${slug}\``,
    `\`\${path}/new\``,
    'redirect("/somewhere")',
    'headers: { Location: "/sign-in?error=Verification" }',
    '<Link href="/">',
  ])("%s is refused", (text) => {
    expect(found("components/papers/card.tsx", text)).toHaveLength(1);
  });

  it.each([`watch={\`group/\${group}\`}`, 'from "./new/email"', 'url: "/api/trpc"'])(
    "%s may stay",
    (text) => {
      expect(found("components/papers/card.tsx", text)).toEqual([]);
    },
  );
});
