import { expect } from "@playwright/test";
import { inlineScripts, scriptHash } from "@/server/platform/web/csp/csp";
import { sql, test } from "./hostile-site";
import { account, forEach, nothingHappens } from "./hostile-world";
import { type Answer, ask, call, SITE } from "./raw";

// Checks that every answer has its security headers, and that none has foreign scripts or shows a viewer's data to all.
nothingHappens();

let me: { handle: string; cookie: string };
test.beforeAll(async () => {
  me = await account();
});

function part(policy: string, name: string): string {
  return policy.split("; ").find((text) => text.startsWith(`${name} `)) ?? "";
}

function expectGuarded({ headers }: Answer): void {
  const policy = headers["content-security-policy"] ?? "";
  expect(part(policy, "script-src")).toMatch(/^script-src 'self'(?: 'sha256-[\w+/]+=*')*$/);
  for (const rule of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);
  expect(part(policy, "default-src")).toBe("default-src 'self'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(headers["x-frame-options"]).toBe("DENY");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["permissions-policy"]).toContain("camera=()");
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(headers.server).toBeUndefined();
  expect(headers["access-control-allow-origin"]).toBeUndefined();
}

const PAGES = [
  "/",
  "/topics",
  "/search?q=attention",
  "/groups",
  "/sign-in",
  "/subscribe",
  "/mailbox",
  "/nowhere",
  "/papers/nowhere",
  "/papers/new",
];
const OTHERS: [string, string, Record<string, string>][] = [
  ["GET", "/desk", {}],
  ["GET", "/groups/nowhere", {}],
  ["HEAD", "/", {}],
  ["OPTIONS", "/", {}],
  [
    "OPTIONS",
    "/api/trpc/people.viewer",
    { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
  ],
  ["POST", "/", {}],
  ["PUT", "/api/health", {}],
  ["GET", "/api/health", {}],
  ["GET", "/api/v1/papers?q=a", { Origin: "https://evil.example" }],
  ["GET", "/api/v1/papers?q=a&limit=0", {}],
  ["GET", "/api/trpc/people.viewer", {}],
  ["GET", "/api/trpc/nowhere", {}],
  ["POST", "/api/trpc/people.requestLink", {}],
  ["POST", "/api/sign-out", {}],
  ["GET", "/api/unsubscribe?token=x", {}],
  ["GET", "/api/nowhere", {}],
  ["GET", "/a%00b", {}],
  ["GET", "/", { Host: "evil.example" }],
  ["GET", "/", { RSC: "1" }],
  ["GET", "/_next/static/nowhere.js", {}],
];

test("every answer carries its security headers", async () => {
  await forEach(PAGES, async (path) => expectGuarded(await ask("GET", path)));
  await forEach(OTHERS, async ([method, path, headers]) =>
    expectGuarded(await ask(method, path, headers)),
  );
});

test("the policy names exactly the scripts of a page that run", async () => {
  await forEach(PAGES, async (path) => {
    const { body, headers } = await ask("GET", path);
    const allowed = part(headers["content-security-policy"] ?? "", "script-src");
    const hashes = new Set(inlineScripts(body).map(({ text }) => `'${scriptHash(text)}'`));
    expect(new Set(allowed.split(" ").slice(2))).toEqual(hashes);
    expect(body).not.toMatch(/<script[^>]+src=["'](?!\/_next\/static\/)/);
    expect(body).not.toMatch(/<[a-z][^>]*\son[a-z]+\s*=/i);
  });
});

test("a page that is the same for everybody contains nothing about the viewer", async () => {
  await forEach(PAGES, async (path) => {
    const { body, headers } = await ask("GET", path, { Cookie: me.cookie });
    expect(body).not.toContain(me.handle);
    expect(headers["set-cookie"]).toBeUndefined();
    expect(headers["cache-control"]).toMatch(/no-cache|no-store/);
    expect(headers["cache-control"]).not.toMatch(/s-maxage|public/);
  });
});

test("no page of a paper, a topic or a comment says anything about its viewer", async () => {
  const name = "Only Herself";
  await sql(`UPDATE "Person" SET name = $1 WHERE handle = $2`, [name, me.handle]);
  const [said] = await sql<{ paper: string; comment: string; topic: string }>(`
    SELECT p.slug AS paper, c.id AS comment, pt."topicSlug" AS topic
    FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" JOIN "Paper" p ON p.id = t."paperId"
      JOIN "PaperTopic" pt ON pt."paperId" = p.id
    WHERE t."groupId" IS NULL AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL LIMIT 1`);
  const { paper, comment, topic } = said as NonNullable<typeof said>;
  const pages = [`/papers/${paper}`, `/papers/${paper}/comments/${comment}`, `/topics/${topic}`];
  await forEach(pages, async (path) => {
    const [{ body, status }, guest] = [
      await ask("GET", path, { Cookie: me.cookie }),
      await ask("GET", path),
    ];
    expect([status, guest.status], path).toEqual([200, 200]);
    for (const word of [me.handle, name]) expect(body, path).not.toContain(word);
  });
});

test("no cache on the way keeps a viewer's data", async () => {
  for (const path of ["/desk", "/settings", "/api/trpc/people.viewer", "/api/my-data"]) {
    for (const headers of [{ Cookie: me.cookie }, {}] as Record<string, string>[]) {
      const answer = await ask("GET", path, headers);
      expect(answer.headers["cache-control"], path).toMatch(/no-store/);
      if (!headers.Cookie) expect(answer.body, path).not.toContain(me.handle);
    }
  }
  expect((await ask("GET", "/settings", { Cookie: me.cookie })).body).toContain(me.handle);
});

test("files of the site may be cached for long, and their sources are not served", async () => {
  const { body } = await ask("GET", "/");
  const files = [...body.matchAll(/\/_next\/static\/[^"'\\ ?]+\.(?:js|css)/g)].map(
    ([file]) => file,
  );
  expect(files.length).toBeGreaterThan(0);
  for (const file of new Set(files)) {
    const answer = await ask("GET", file);
    expect(answer.headers["cache-control"], file).toContain("immutable");
    expectGuarded(answer);
    expect((await ask("GET", `${file}.map`)).status, file).toBe(404);
    expect((await ask("GET", file, { Range: "bytes=0-9" })).status, file).toBeLessThan(400);
    for (const part of ["bytes=999999999-", "bytes=x", "bytes=5-1", `bytes=${"9".repeat(30)}-`]) {
      const none = await ask("GET", file, { Range: part });
      expect([none.status, none.body], part).toEqual([416, "This file has no such part.\n"]);
      expect((await ask("HEAD", file, { Range: part })).status, part).toBe(416);
    }
    const then = "Thu, 01 Jan 1970 00:00:00 GMT";
    for (const condition of [{ "If-Match": '"x"' }, { "If-Unmodified-Since": then }])
      expect((await ask("GET", file, condition as never)).status).toBe(200);
  }
});

test("a session's cookie is kept from scripts and other sites, and signing out ends it for good", async () => {
  const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: SITE };
  const signedIn = await ask("POST", "/api/sign-in/demo", form, "handle=ada");
  expect(signedIn.status).toBe(303);
  const [pair = "", ...flags] = (signedIn.headers["set-cookie"] ?? "").split("; ");
  expect(flags).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Path=/"]));
  const viewer = async () => {
    const { body } = await call("people.viewer", null, { get: true, cookie: pair });
    return JSON.parse(body).result.data.json?.handle ?? null;
  };
  expect(await viewer()).toBe("ada");
  const { status, headers } = await ask("POST", "/api/sign-out", { ...form, Cookie: pair });
  expect([status, headers.location]).toEqual([303, "/"]);
  expect(headers["set-cookie"]).toContain("Max-Age=0");
  expect(await viewer()).toBeNull();
});

test("a sentence asks people to wait after too many requests", async () => {
  const asked = () =>
    Promise.all([
      call("threads.preview", { body: "Words." }, { cookie: me.cookie }),
      call("papers.search", { q: "attention" }, { get: true }),
      ask("GET", "/api/v1/papers?q=attention"),
    ]);
  for (const { status } of await asked()) expect(status).toBe(200);
  // The test raises the counts directly, so that it need not be quick.
  await sql(`UPDATE "RateLimit" SET points = 1000, expire = expire + 600000`);
  for (const { status, headers, body } of await asked()) {
    expect(status).toBe(429);
    expect(headers["retry-after"]).toMatch(/^[1-9]\d*$/);
    expect(body).toContain("too often");
  }
});
