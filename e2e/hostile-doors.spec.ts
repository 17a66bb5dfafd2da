import { expect } from "@playwright/test";
import { DOORS } from "@/server/testing/doors/doors";
import { test } from "./hostile-site";
import { account, forEach, nothingHappens } from "./hostile-world";
import { ask, call, OURS, PORT, SITE } from "./raw";

// Sends requests to the machine doors in the wrong way: from elsewhere, in another form, too much.
nothingHappens();

let cookie: string;
test.beforeAll(async () => {
  ({ cookie } = await account());
});

const JSON_TYPE = { "Content-Type": "application/json" };
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const POSTS = ["sign-in/demo", "sign-in/confirm", "sign-in/github", "sign-out"];

const ELSEWHERE: [string, Record<string, string>][] = [
  ["no word of where it comes from", {}],
  ["another origin", { Origin: "https://evil.example" }],
  ["no origin at all", { Origin: "null" }],
  ["another scheme", { Origin: `https://localhost:${PORT}` }],
  ["another port", { Origin: `http://localhost:${PORT + 1}` }],
  ["an origin that only begins like ours", { Origin: `${SITE}.evil.example` }],
  [
    "another origin, said to be ours",
    { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
  ],
  ["our origin, sent by another site", { Origin: SITE, "Sec-Fetch-Site": "cross-site" }],
  ["a sister site", { Origin: SITE, "Sec-Fetch-Site": "same-site" }],
  ["an address that was typed", { "Sec-Fetch-Site": "none" }],
  [
    "a forged host that fits the origin",
    {
      Origin: "https://evil.example",
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Proto": "https",
    },
  ],
  ["a referrer only", { Referer: `${SITE}/` }],
];

for (const [what, headers] of ELSEWHERE) {
  test(`every procedure refuses ${what}`, async () => {
    await forEach(Object.keys(DOORS), async (path) => {
      const sent = { ...JSON_TYPE, ...headers, Cookie: cookie };
      const { status } = await ask("POST", `/api/trpc/${path}`, sent, "{}");
      expect(status).toBe(403);
    });
  });

  test(`every form refuses ${what}`, async () => {
    for (const path of POSTS) {
      const sent = { ...FORM, ...headers, Cookie: cookie };
      const { status } = await ask("POST", `/api/${path}`, sent, "handle=ada&to=/");
      expect(status, path).toBe(403);
    }
  });
}

const TYPES = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain; application/json",
  "application/jsonp",
  "application/octet-stream",
  "application/xml",
  "APPLICATION/JSON5",
  "",
];
for (const type of TYPES) {
  test(`procedures refuse ${type || "a body without a type"}`, async () => {
    for (const path of ["papers.upvote", "people.requestLink", "people.deleteAccount"]) {
      const sent = { Origin: SITE, Cookie: cookie, ...(type ? { "Content-Type": type } : {}) };
      const { status } = await ask("POST", `/api/trpc/${path}`, sent, "{}");
      expect(status, path).toBe(415);
    }
  });
}

test("no GET request changes anything", async () => {
  let mutations = 0;
  await forEach(Object.keys(DOORS), async (path) => {
    const looked = await call(path, {}, { get: true, cookie });
    const sent = await ask("POST", `/api/trpc/${path}`, { ...OURS }, "null");
    expect(looked.status, path).toBeLessThan(500);
    expect(sent.status, path).toBeLessThan(500);
    // An address for reading refuses writing, and the other way round.
    expect([looked.status, sent.status].filter((status) => status === 405)).toHaveLength(1);
    if (looked.status === 405) mutations += 1;
  });
  expect(mutations).toBeGreaterThan(20);
});

const METHODS = ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "POST "];
for (const method of METHODS) {
  test(`${method.trim()} does not reach a procedure`, async () => {
    const headers = { ...OURS, "X-HTTP-Method-Override": "POST", Cookie: cookie };
    const { status } = await ask(method, "/api/trpc/papers.upvote?_method=POST", headers, "{}");
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
}

test("no header or parameter can change the method", async () => {
  const headers = {
    "X-HTTP-Method-Override": "POST",
    "X-Method-Override": "POST",
    "X-HTTP-Method": "POST",
  };
  const query = `_method=POST&input=${encodeURIComponent('{"on":true}')}`;
  const { status } = await ask("GET", `/api/trpc/papers.upvote?${query}`, headers);
  expect(status).toBe(405);
});

const LEFT_OUT = [
  "csrf",
  "signin",
  "signin/email",
  "signout",
  "session",
  "providers",
  "error",
  "verify-request",
  "callback/email",
  "callback/credentials",
  "callback/nobody",
  "_log",
  "webauthn-options/passkey",
];
test("the sign-in library answers nothing except the return from a provider", async () => {
  for (const path of LEFT_OUT) {
    const email = "?token=x&email=ada%40example.org&callbackUrl=https%3A%2F%2Fevil.example";
    const looked = await ask("GET", `/api/auth/${path}${email}`, { Cookie: cookie });
    const sent = await ask("POST", `/api/auth/${path}`, { ...FORM, Origin: SITE }, "csrfToken=x");
    expect(looked.status, path).toBe(404);
    expect([404, 405], path).toContain(sent.status);
    expect(looked.headers["set-cookie"]).toBeUndefined();
  }
});
