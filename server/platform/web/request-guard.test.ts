import { describe, expect, it } from "vitest";
import { ROUTES } from "@/server/api/routes/routes";
import { loggedPath, rejection, removeInternalHeaders } from "./request-guard";
import type { Route } from "./routes/routes";

describe("an address", () => {
  it.each([
    "/",
    "/papers/attention-is-all-you-need?x=%00",
    "/search?q=../..",
    "/topics/c%2B%2B",
    "/papers/%C3%A9t%C3%A9",
    "/papers/a..b",
    "/_next/static/chunks/a-b.c~d.js",
  ])("is let through: %s", (url) => {
    expect(rejection("GET", url, {})).toBeNull();
  });

  it.each([
    "//evil.example/",
    "/\\evil.example",
    "/papers\\x",
    "http://evil.example/",
    "*",
    "",
    "/a%00b",
    "/%c0%af",
    "/%ED%A0%80",
    "/%",
    "/%zz",
    "/../etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/papers/%2e%2e/x",
    "/papers/..%5c..%5cx",
    "/.",
  ])("is refused: %s", (url) => {
    expect(rejection("GET", url, {})?.status).toBe(400);
  });
});

it("accepts a body if it takes one, and otherwise only serves a page", () => {
  expect(rejection("POST", "/api/trpc/people.viewer", {})).toBeNull();
  expect(rejection("POST", "/api/unsubscribe?token=x", {})).toBeNull();
  const no = rejection("POST", "/sign-in", {});
  expect(no).toMatchObject({ status: 405, headers: { Allow: "GET, HEAD" } });
  for (const method of ["PUT", "PATCH", "DELETE"])
    expect(rejection(method, "/", {})?.status).toBe(405);
  // Next answers with a fault if the address is that of a file.
  expect(rejection("OPTIONS", "/_next/static/chunks/a.js", {})).toMatchObject(no ?? {});
  expect(rejection("OPTIONS", "/api/health", {})).toBeNull();
  for (const method of ["TRACE", "PROPFIND", "M-SEARCH", "get"])
    expect(rejection(method, "/api/health", {})?.status).toBe(405);
});

it.each(["/_global-error", "/_global-error?x", "/%5Fglobal-error", "/_global-error.rsc"])(
  "does not serve Next's fault page: %s",
  (url) => expect(rejection("GET", url, {})?.status).toBe(404),
);

it("accepts bodies only for the routes that take one, whatever Next would do with others", () => {
  const addresses = (routes: readonly Route[]) =>
    routes.map(({ path }) => path.replace(/:\w+/g, "a.b"));
  const taken = addresses(ROUTES).filter((path) => rejection("POST", path, {}) === null);
  const take = addresses(ROUTES.filter(({ answers }) => answers.POST));
  expect(taken).toEqual(take);
  expect(take.length).toBeGreaterThan(5);
  for (const path of ["/api/", "/api/nothing", "/api/trpc/", "/api/trpc/a/b", "/__nextjs_x"])
    expect(rejection("POST", path, {})?.status, path).toBe(405);
  expect(rejection("POST", "/__nextjs_x", {}, { dev: true })).toBeNull();
});

it("refuses a body that is too large before it arrives", () => {
  expect(rejection("POST", "/api/sign-out", { "content-length": "20000" })).toBeNull();
  expect(rejection("POST", "/api/sign-out", { "content-length": "20001" })?.status).toBe(413);
  const file = (length: string) =>
    rejection("POST", "/api/papers/import", { "content-length": length });
  expect(file("40000000")).toBeNull();
  expect(file("40000001")?.status).toBe(413);
});

it.each([
  "x-colloquy-client-ip",
  "x-colloquy-request-id",
  "x-middleware-subrequest",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-for",
  "forwarded",
  "x-real-ip",
  "x-original-url",
  "x-rewrite-url",
  "x-http-method-override",
  "x-method-override",
  "x-invoke-path",
  "x-matched-path",
  "x-now-route-matches",
  "x-prerender-revalidate",
  "x-nextjs-data",
  "next-action",
  "next-resume",
])("drops a header that only this server may set: %s", (name) => {
  const headers = { [name]: "forged", accept: "*/*" };
  removeInternalHeaders(headers);
  expect(headers).toEqual({ accept: "*/*" });
});

it.each(["if-match", "if-unmodified-since"])(
  "drops %s, a condition for changing something",
  (name) => {
    const headers = { [name]: '"x"', "if-none-match": '"y"' };
    removeInternalHeaders(headers);
    expect(headers).toEqual({ "if-none-match": '"y"' });
  },
);

it.each([
  ["/join/secret", "/join/…"],
  ["/JOIN/secret", "/JOIN/…"],
  ["/%6aoin/secret", "/join/…"],
  ["/join%2Fsecret", "/join/…"],
  ["/join//secret/more", "/join/…"],
  ["/api/calendar/secret.ics", "/api/calendar/…"],
  ["/Api//Calendar/secret", "/Api//Calendar/…"],
  ["/join", "/join"],
  ["/papers/join/x", "/papers/join/x"],
  ["/%zz/x", "/%zz/x"],
])("is logged without its secret: %s", (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});
