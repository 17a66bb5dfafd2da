import { expect, it } from "vitest";
import { clientAddress, isProxy, trustProxies } from "./client-address";

const trusted = trustProxies(["10.0.0.0/8", "127.0.0.1", "fd00::/8"]);
const from = (peer: string | undefined, forwarded?: string | string[]) =>
  clientAddress(peer, { "x-forwarded-for": forwarded as string }, trusted);

it.each([
  ["nobody's word but the socket's counts", "203.0.113.7", "127.0.0.1", "203.0.113.7"],
  ["a proxy's word counts", "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["what the client wrote before does not", "10.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"],
  ["proxies in a row are passed", "10.0.0.1", "203.0.113.9, 10.0.0.2, fd00::1", "203.0.113.9"],
  ["rubbish ends the way back", "10.0.0.1", "203.0.113.9, rubbish", "10.0.0.1"],
  ["nothing leaves the proxy itself", "10.0.0.1", "", "10.0.0.1"],
  ["an address in IPv6 clothes is one of IPv4", "::ffff:10.0.0.1", "::ffff:1.2.3.4", "1.2.3.4"],
  ["a port does not matter", "10.0.0.1", "1.2.3.4:5678", "1.2.3.4"],
  ["nor do brackets", "10.0.0.1", "[2001:db8::1]:443", "2001:db8::1"],
])("%s", (_, peer, forwarded, client) => {
  expect(from(peer, forwarded)).toBe(client);
});

it("joins several headers into one, and reports a socket without an address as unknown", () => {
  expect(from("10.0.0.1", ["1.2.3.4", "5.6.7.8"])).toBe("5.6.7.8");
  expect(from(undefined, "1.2.3.4")).toBe("unknown");
});

it("recognizes a proxy by its address alone", () => {
  const peers = ["10.0.0.1", "::ffff:10.0.0.1", "203.0.113.7", undefined];
  expect(peers.map((peer) => isProxy(peer, trusted))).toEqual([true, true, false, false]);
});
