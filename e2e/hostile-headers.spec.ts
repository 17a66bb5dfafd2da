import { expect } from "@playwright/test";
import { test } from "./hostile-site";
import { expectHarmless, forEach, nothingHappens } from "./hostile-world";
import { ask, PORT, raw, SITE } from "./raw";

// Headers, hosts and whole requests that try to be mistaken for something else.
nothingHappens();

const HEADERS: Record<string, string>[] = [
  { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "443" },
  { Forwarded: "for=127.0.0.1;host=evil.example;proto=https" },
  { "X-Forwarded-For": "1.2.3.4", "X-Real-IP": "1.2.3.4", "X-Client-IP": "1.2.3.4" },
  { "X-Original-URL": "/desk", "X-Rewrite-URL": "/desk" },
  { "X-Middleware-Subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "X-Middleware-Rewrite": "https://evil.example", "X-Middleware-Next": "1" },
  { "X-Invoke-Path": "/desk", "X-Invoke-Status": "500", "X-Invoke-Error": "{}" },
  { "X-Matched-Path": "/desk", "X-Now-Route-Matches": "1=/desk" },
  { "X-Nextjs-Data": "1", "X-Nextjs-Postponed": "1", "Next-Resume": "1" },
  { "X-Prerender-Revalidate": "x", "X-Vercel-Id": "x" },
  { "X-Colloquy-Client-Ip": "10.0.0.1", "X-Colloquy-Request-Id": "mine" },
  { "Next-Action": "a".repeat(42) },
  { "Next-Action": "$$ACTION_0", "Content-Type": "text/plain" },
  { RSC: "1", "Next-Router-State-Tree": "garbage" },
  { RSC: "1", "Next-Router-State-Tree": "%7B%7D" },
  { RSC: "1", "Next-Router-State-Tree": "%" },
  { RSC: "1", "Next-Router-State-Tree": encodeURIComponent(JSON.stringify(["", {}, 5, 5])) },
  { RSC: "1", "Next-Router-Prefetch": "9", "Next-Router-Segment-Prefetch": "/../x" },
  { RSC: "1", "Next-Url": "//evil.example/%00" },
  { "Next-Url": "javascript:alert(1)", "Next-HMR-Refresh": "1" },
  { Purpose: "prefetch", "X-Nextjs-Html-Request-Id": "../x" },
  { Range: "bytes=0-10,20-30,5-1,-1" },
  { "If-None-Match": "*", "If-Modified-Since": "garbage" },
  { "If-Match": '"x"', "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" },
  { Range: "bytes=999999999-", "If-Range": "x" },
  { "Accept-Encoding": "br;q=0, gzip;q=0, *;q=0" },
  { "Accept-Language": "x".repeat(5000) },
  { Accept: "../../etc/passwd" },
  { "Content-Encoding": "gzip" },
  { Expect: "200-maybe" },
  {
    Upgrade: "websocket",
    Connection: "Upgrade, close",
    "Sec-WebSocket-Key": "eA==",
    "Sec-WebSocket-Version": "13",
  },
  {
    Upgrade: "h2c",
    Connection: "Upgrade, HTTP2-Settings, close",
    "HTTP2-Settings": "AAMAAABkAAQAAP__",
  },
  { Authorization: "Bearer x", "Proxy-Authorization": "Basic eDp4" },
  { Cookie: "colloquy.session=x" },
  { Cookie: `colloquy.session=${"x".repeat(8000)}` },
  { Cookie: "colloquy.session=\u00e9\u00ff; colloquy.session=" },
  { Cookie: "__Host-colloquy.session=x; authjs.session-token=x; next-auth.session-token=x" },
  { Cookie: "authjs.callback-url=https%3A%2F%2Fevil.example; authjs.csrf-token=x%7Cx" },
  { Cookie: "=;=;;; a; colloquy.session" },
  { Cookie: "colloquy.session=' OR 1=1 --" },
  { Cookie: "colloquy.session=%00; __proto__=1" },
  { Cookie: "__prerender_bypass=x; __next_preview_data=x" },
];
test("headers that anybody can write are not believed", async () => {
  await forEach(HEADERS, async (headers) => {
    for (const path of ["/", "/desk", "/groups", "/api/trpc/people.viewer", "/api/v1/papers?q=a"]) {
      const answer = await ask("GET", path, headers);
      expectHarmless(answer, path);
      expect(answer.body, path).not.toContain("evil.example");
      expect(answer.headers["x-request-id"]).not.toBe("mine");
      if (path === "/api/trpc/people.viewer" && answer.status === 200)
        expect(JSON.parse(answer.body).result.data.json).toBeNull();
    }
  });
});

const THROUGH_A_PROXY: [string, string][][] = [
  ...["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "CF-Connecting-IP", "True-Client-IP"],
  ...["X-Forwarded-Host", "X-Forwarded-Proto", "Fly-Client-IP", "CDN-Loop", "X-Request-Start"],
].map((name) => [[name, "127.0.0.1"]]);
test("a request through a proxy finds no mailbox, nor one-click sign-in", async () => {
  const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: SITE };
  expect((await ask("GET", "/mailbox")).status).toBe(200);
  await forEach(THROUGH_A_PROXY, async (headers) => {
    expect((await ask("GET", "/mailbox", headers)).status).toBe(404);
    const sent: [string, string][] = [...Object.entries(form), ...headers];
    expect((await ask("POST", "/api/sign-in/demo", sent, "handle=ada")).status).toBe(404);
    const { body } = await ask("GET", "/api/trpc/people.hasMailbox", headers);
    expect(JSON.parse(body).result.data.json).toBe(false);
    expect((await ask("GET", "/api/trpc/people.mailbox", headers)).status).toBe(404);
    expect((await ask("GET", "/sign-in", headers)).body).not.toContain("/mailbox");
  });
  // nginx by default sends these headers, with its configured upstream address as Host.
  const old = `GET /mailbox HTTP/1.0\r\nHost: 127.0.0.1:${PORT}\r\nConnection: close\r\n\r\n`;
  expect((await raw(old)).status).toBe(404);
});

const HOSTS = [
  "evil.example",
  `evil.example:${PORT}`,
  "localhost",
  "localhost:1",
  `localhost:${PORT}@evil.example`,
  `localhost:${PORT}/evil`,
  `localhost.evil.example:${PORT}`,
  "",
  " ",
  "a b",
  "[",
  "0",
  "169.254.169.254",
  `LOCALHOST:${PORT}x`,
];
test("the site does not answer under another name", async () => {
  await forEach(HOSTS, async (host) => {
    for (const path of ["/", "/sign-in", "/api/v1/papers?q=a", "/api/trpc/people.viewer"]) {
      const { status, headers } = await ask("GET", path, { Host: host });
      expect([400, 421], path).toContain(status);
      expect(headers.location).toBeUndefined();
    }
  });
});

const line = (text: string) => `${text}\r\nHost: localhost:${PORT}\r\nConnection: close\r\n`;
const SMUGGLED: [string, string][] = [
  [
    "two lengths",
    `${line("POST /api/sign-out HTTP/1.1")}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
  ],
  [
    "length and chunks",
    `${line("POST /api/sign-out HTTP/1.1")}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  ],
  [
    "chunks and length",
    `${line("POST /api/sign-out HTTP/1.1")}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  ],
  [
    "chunks under another name",
    `${line("POST /api/sign-out HTTP/1.1")}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    "a space before the colon",
    `${line("POST /api/sign-out HTTP/1.1")}Content-Length : 5\r\n\r\nhello`,
  ],
  ["a folded line", `${line("GET / HTTP/1.1")}X-A: b\r\n c\r\n\r\n`],
  ["a negative length", `${line("POST /api/sign-out HTTP/1.1")}Content-Length: -1\r\n\r\n`],
  [
    "a length that is none",
    `${line("POST /api/sign-out HTTP/1.1")}Content-Length: 5x\r\n\r\nhello`,
  ],
  [
    "a length without end",
    `${line("POST /api/sign-out HTTP/1.1")}Content-Length: ${"9".repeat(40)}\r\n\r\n`,
  ],
  [
    "a chunk without end",
    `${line("POST /api/sign-out HTTP/1.1")}Transfer-Encoding: chunked\r\n\r\n${"f".repeat(20)}\r\n`,
  ],
  ["bare line feeds in the headers", `GET / HTTP/1.1\nHost: localhost:${PORT}\nX-A: b\n\n`],
  ["a bare carriage return", `${line("GET / HTTP/1.1")}X-A: b\rX-Evil: 1\r\n\r\n`],
  ["NUL in a header", `${line("GET / HTTP/1.1")}X-A: a\0b\r\n\r\n`],
  ["two hosts", `${line("GET / HTTP/1.1")}Host: evil.example\r\n\r\n`],
  ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["an old protocol", "GET /\r\n\r\n"],
  ["HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"],
  ["a protocol to come", `${line("GET / HTTP/3.0")}\r\n`],
  ["another protocol", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
  ["HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ["a space in the address", `${line("GET /a b HTTP/1.1")}\r\n`],
  ["a method in small letters", `${line("get / HTTP/1.1")}\r\n`],
  ["a header of 100,000 bytes", `${line("GET / HTTP/1.1")}X-A: ${"a".repeat(100_000)}\r\n\r\n`],
  ["3,000 headers", `${line("GET / HTTP/1.1")}${"X-A: b\r\n".repeat(3000)}\r\n`],
  ["an address of 100,000 bytes", `${line(`GET /${"a".repeat(100_000)} HTTP/1.1`)}\r\n`],
];
test("an ambiguous request is answered once, with a refusal", async () => {
  await forEach(SMUGGLED, async ([, text]) => {
    const { status, body } = await raw(Buffer.from(text, "latin1"), "");
    expect([0, 400, 403, 405, 413, 417, 421, 431]).toContain(status);
    expect(body).not.toContain("HTTP/1.1 200");
  });
});
