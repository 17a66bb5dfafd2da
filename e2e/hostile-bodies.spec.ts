import { connect } from "node:net";
import { expect } from "@playwright/test";
import { test } from "./hostile-site";
import { forEach, nothingHappens } from "./hostile-world";
import { type Answer, ask, OURS, PORT, raw, SITE } from "./raw";

// Bodies and batches that no client of ours sends: too many, too deep, too large, broken off, poisoned.
nothingHappens();

const FORM = { "Content-Type": "application/x-www-form-urlencoded", Origin: SITE };
const FORMS = [
  "sign-in/demo",
  "sign-in/confirm",
  "sign-in/github",
  "sign-out",
  "unsubscribe?token=x",
];

const many = (n: number, name = "people.viewer") => Array(n).fill(name).join(",");
const inputs = (n: number) =>
  JSON.stringify(Object.fromEntries([...Array(n).keys()].map((i) => [i, null])));
const BATCHES: [string, string, string, string][] = [
  ["21 calls", "GET", `/api/trpc/${many(21)}?batch=1&input=%7B%7D`, ""],
  [
    "21 calls with coded commas",
    "GET",
    `/api/trpc/${many(21).replaceAll(",", "%2C")}?batch=1&input=%7B%7D`,
    "",
  ],
  ["500 calls", "GET", `/api/trpc/${many(500)}?batch=1&input=%7B%7D`, ""],
  ["21 calls without a word of a batch", "GET", `/api/trpc/${many(21)}`, ""],
  ["21 mutations", "POST", `/api/trpc/${many(21, "people.requestLink")}?batch=1`, inputs(21)],
  ["1 call with 21 inputs", "POST", "/api/trpc/people.requestLink?batch=1", inputs(21)],
  ["1 call with 10,000 inputs", "POST", "/api/trpc/people.requestLink?batch=1", inputs(10_000)],
  ["a batch of nothing", "POST", "/api/trpc/people.requestLink?batch=1", "null"],
  ["a batch of a number", "POST", "/api/trpc/people.requestLink?batch=1", "5"],
  ["a batch of a text", "POST", "/api/trpc/people.requestLink?batch=1", '"x"'],
  [
    "looking and sending in one",
    "POST",
    "/api/trpc/people.requestLink,people.viewer?batch=1",
    inputs(2),
  ],
  [
    "the inputs twice",
    "GET",
    `/api/trpc/people.viewer?batch=1&input={&input=${encodeURIComponent(inputs(1))}`,
    "",
  ],
];
test("a request with too many calls is refused, however it is written", async () => {
  await forEach(BATCHES, async ([, method, target, body]) => {
    const { status } = await ask(method, target, method === "POST" ? OURS : {}, body);
    expect([400, 405]).toContain(status);
  });
});

test("20 calls fit, with 20 inputs", async () => {
  const target = `/api/trpc/${many(20)}?batch=1&input=${encodeURIComponent(inputs(20))}`;
  expect((await ask("GET", target)).status).toBe(200);
});

const NAMES = [
  "__proto__",
  "constructor",
  "people",
  "people.__proto__",
  "people.viewer.constructor",
  "toString",
  "..%2f..%2fhealth",
  "%5f_proto__",
  "a".repeat(3000),
  "%F0%9F%98%80",
  ",",
];
test("no other names lead to a procedure", async () => {
  for (const name of NAMES) {
    for (const answer of [
      await ask("GET", `/api/trpc/${name}`),
      await ask("POST", `/api/trpc/${name}`, { ...OURS }, "{}"),
    ]) {
      expect(answer.status, name).toBeGreaterThanOrEqual(400);
      expect(answer.status, name).toBeLessThan(500);
    }
  }
});

const deep = (n: number, open: string, close: string) =>
  `{"a":${open.repeat(n)}1${close.repeat(n)}}`;
const BODIES: [string, string][] = [
  ["nothing JSON", "this is not JSON"],
  ["half of JSON", '{"email":'],
  ["a byte order mark", "\ufeff{}"],
  ["a form", "email=ada%40example.org"],
  ["nothing", ""],
  ["spaces", "   "],
  ["a number", "1"],
  ["null", "null"],
  ["a list", "[]"],
  ["NaN", "NaN"],
  ["what superjson would write", '{"json":{"email":"ada@example.org"}}'],
  [
    "an expression, as superjson says it",
    '{"json":{"email":"/(a+)+$/"},"meta":{"values":{"email":["regexp"]}}}',
  ],
  [
    "a prototype, as superjson says it",
    '{"json":{"a":1},"meta":{"values":{"__proto__.polluted":["Date"]}}}',
  ],
  ["100,000 lists in lists", "[".repeat(100_000)],
  ["400,000 objects in objects", '{"a":'.repeat(150_000)],
  ["41 lists in the input", deep(41, "[", "]")],
  ["41 objects in the input", deep(41, '{"a":', "}")],
  [
    "a prototype in the input",
    '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  ],
  [
    "10,000 keys",
    JSON.stringify(Object.fromEntries([...Array(10_000).keys()].map((i) => [`k${i}`, i]))),
  ],
];
test("a malformed body is refused, and the answer reveals nothing about the server", async () => {
  await forEach(BODIES, async ([, body]) => {
    const sent = await ask("POST", "/api/trpc/people.requestLink", OURS, body);
    expect(sent.status).toBe(400);
    expect(sent.body).not.toMatch(/\bat .*\.js|node_modules|SELECT|prisma/i);
    if (body.length > 5000) return;
    const target = `/api/trpc/papers.search?input=${encodeURIComponent(body)}`;
    expect((await ask("GET", target)).status).toBe(400);
  });
});

test("a body over the limit is refused, declared or not", async () => {
  const big = `{"email":"${"x".repeat(1_100_000)}"}`;
  const head = `POST /api/trpc/people.requestLink HTTP/1.1\r\nHost: localhost:${PORT}\r\nOrigin: ${SITE}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
  const answers: Answer[] = [
    await raw(`${head}Content-Length: 2000000\r\n\r\n`),
    await raw(`${head}Content-Length: ${big.length}\r\n\r\n`, big),
    await raw(
      `${head}Transfer-Encoding: chunked\r\n\r\n`,
      `${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`,
    ),
    await raw(
      `${head}Transfer-Encoding: chunked\r\n\r\n`,
      ...Array.from({ length: 30 }, () => `c350\r\n${" ".repeat(50_000)}\r\n`),
    ),
  ];
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413]);
  for (const path of FORMS) {
    const headers = { ...FORM, "Content-Length": "2000000" };
    expect((await ask("POST", `/api/${path}`, headers)).status, path).toBe(413);
  }
});

test("a request that breaks off does no harm", async () => {
  const head = `POST /api/trpc/people.requestLink HTTP/1.1\r\nHost: localhost:${PORT}\r\nOrigin: ${SITE}\r\nContent-Type: application/json\r\n`;
  for (const text of [
    `${head}Content-Length: 500\r\n\r\n{"email":`,
    `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"ema`,
    "GET / HT",
    `${head}`,
  ]) {
    await new Promise<void>((done) => {
      const socket = connect(PORT, "127.0.0.1", () => {
        socket.write(text, () => socket.resetAndDestroy());
      });
      socket.on("error", () => {});
      socket.on("close", () => done());
    });
  }
});

for (const accept of ["application/jsonl", "application/jsonl, */*"]) {
  test(`answers are never streamed: ${accept}`, async () => {
    const headers = { Accept: accept, "trpc-accept": "application/jsonl" };
    const { status } = await ask("GET", "/api/trpc/people.viewer?batch=1&input=%7B%7D", headers);
    expect(status).toBe(406);
  });
}
