import { createServer, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { type Arrival, directConnection, isDirect, isLoopback } from "./this-machine";

const HOST = "localhost:3000";
/** Headers that Chromium sends when somebody types the address. */
const TYPED = {
  host: HOST,
  connection: "keep-alive",
  "sec-ch-ua": '"Chromium";v="146"',
  "sec-ch-ua-mobile": "?0",
  "upgrade-insecure-requests": "1",
  "user-agent": "Mozilla/5.0",
  accept: "text/html",
  "sec-fetch-site": "none",
  "sec-fetch-mode": "navigate",
  "sec-fetch-user": "?1",
  "accept-encoding": "gzip, deflate, br",
  "accept-language": "en",
  cookie: "colloquy.session=x",
};
const direct = (more: Partial<Arrival> = {}, headers: Record<string, string> = {}, host = HOST) =>
  isDirect(
    {
      peer: "127.0.0.1",
      own: "127.0.0.1",
      httpVersion: "1.1",
      ...more,
      headers: { ...TYPED, ...headers },
    },
    host,
  );

it.each([
  ["by an address that was typed", {}],
  ["by a link of this site", { "sec-fetch-site": "same-origin", referer: `http://${HOST}/` }],
  ["by a form of this site", { origin: `http://${HOST}`, "content-type": "text/plain" }],
  ["by a page that asks for data", { "trpc-accept": "application/json", "x-trpc-source": "x" }],
  ["by Next's own client", { rsc: "1", "next-url": "/", "next-router-state-tree": "x" }],
])("a browser on this machine comes directly: %s", (_, headers) => {
  expect(direct({}, headers)).toBe(true);
});

it.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])("%s is this machine", (peer) => {
  expect(isLoopback(peer)).toBe(true);
  expect(direct({ peer })).toBe(true);
});

it.each([
  "192.0.2.1",
  "10.0.0.1",
  "2001:db8::1",
  "::ffff:192.0.2.1",
  "unknown",
  "localhost",
  "",
  undefined,
])("%s is not", (address) => {
  expect(isLoopback(address)).toBe(false);
  expect(direct({ peer: address })).toBe(false);
  expect(direct({ own: address })).toBe(false);
});

it.each([
  ...["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"],
  ...["x-forwarded-server", "x-forwarded", "forwarded", "x-real-ip", "via", "cf-connecting-ip"],
  ...["cf-ray", "cdn-loop", "true-client-ip", "x-client-ip", "client-ip", "fly-client-ip"],
  ...["x-cluster-client-ip", "fastly-client-ip", "x-original-forwarded-for", "x-original-host"],
  ...["x-envoy-external-address", "x-amzn-trace-id", "x-appengine-user-ip", "x-arr-ssl"],
  ...["x-azure-clientip", "x-request-start", "x-scheme", "x-proxyuser-ip", "ali-cdn-real-ip"],
  ...[
    "do-connecting-ip",
    "x-nf-client-connection-ip",
    "x-vercel-forwarded-for",
    "wl-proxy-client-ip",
  ],
  ...["proxy-connection", "x-varnish", "x-colloquy-direct", "max-forwards", "x-host"],
])("anything that adds %s is a proxy", (name) => {
  expect(direct({}, { [name]: "" })).toBe(false);
});

it.each([
  ["a proxy that asks in HTTP/1.0, as nginx does", { httpVersion: "1.0" }, {}],
  ["an older protocol", { httpVersion: "0.9" }, {}],
  ["another name of the site", {}, { host: "127.0.0.1:3000" }],
  ["another site", {}, { host: "read.example.org" }],
  ["no host", {}, { host: "" }],
  ["a form that the site's public address sent", {}, { origin: "https://read.example.org" }],
  ["the same over https", {}, { origin: `https://${HOST}` }],
  ["a page without an origin", {}, { origin: "null" }],
  ["a link of the public address", {}, { referer: "https://read.example.org/sign-in" }],
  ["a page whose address begins like ours", {}, { referer: `http://${HOST}.example.org/` }],
  ["a page of another site", {}, { "sec-fetch-site": "cross-site" }],
  ["a page of another port", {}, { "sec-fetch-site": "same-site" }],
] as [string, Partial<Arrival>, Record<string, string>][])(
  "no browser at this machine: %s",
  (_, more, headers) => {
    expect(direct(more, headers)).toBe(false);
  },
);

it("has no mailbox if the site has no name here", () => {
  expect(isDirect({ peer: "::1", own: "::1", httpVersion: "1.1", headers: TYPED }, null)).toBe(
    false,
  );
});

it("names the ports of a connection", async () => {
  const answer: RequestListener = (req, res) =>
    res.end(
      JSON.stringify([directConnection(req, req.headers.host ?? null), req.socket.remotePort]),
    );
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const ask = (headers: Record<string, string>) =>
    new Promise<string>((done, failed) => {
      const sent = request({ port, host: "127.0.0.1", headers }, async (got) => {
        let text = "";
        for await (const piece of got) text += piece;
        done(text);
      });
      sent.once("error", failed);
      sent.end();
    });
  try {
    const [ports, theirs] = JSON.parse(await ask({}));
    expect(ports).toBe(`${theirs} ${port}`);
    expect(JSON.parse(await ask({ Via: "1.1 x" }))[0]).toBeNull();
  } finally {
    server.close();
  }
});
