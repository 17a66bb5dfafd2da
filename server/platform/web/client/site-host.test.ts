import { expect, it } from "vitest";
import { siteHost } from "./site-host";

const local = new URL("http://localhost:3000");

it.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST:3000", "localhost:3900"])(
  "keeps the requested name on loopback: %s",
  (header) => {
    expect(siteHost(header, local, [3900])).toBe(header.toLowerCase());
  },
);

it.each([
  undefined,
  "",
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example:3000",
  "localhost:3001",
  "localhost",
  "localhost:3000@evil.example",
  "localhost:3000/evil",
  "0.0.0.0:3000",
  "a b",
])("refuses other names on loopback: %s", (header) => {
  expect(siteHost(header, local, [3900])).toBeNull();
});

it("always answers as its public address if it has one", () => {
  const site = new URL("https://read.example.org");
  for (const header of [undefined, "read.example.org", "evil.example", "localhost:3000"])
    expect(siteHost(header, site, [3000])).toBe("read.example.org");
});
