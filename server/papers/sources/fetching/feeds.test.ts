import { describe, expect, it } from "vitest";
import { standInSources } from "@/server/testing/sources";
import { fetchFeed, isPublicAddress, type Network } from "./network";

const sources = standInSources();
const FEED = "https://journal.example/rss";
const NONE = { etag: "", lastModified: "" };
const ask = (address = FEED, network: Network = sources.network, version = NONE) =>
  fetchFeed(address, "Colloquy (test)", version, network);

it("is asked of any host, by https or http, with the version that is known", async () => {
  const versions: unknown[] = [];
  sources.answerWith(({ headers }, answer) => {
    versions.push([headers["if-none-match"], headers["if-modified-since"]]);
    answer.writeHead(200, { ETag: '"v2"', "Last-Modified": "Sun, 17 May 2026 12:00:00 GMT" });
    answer.end("<rss/>");
  });
  const first = await ask();
  expect(first).toEqual({
    ...{ status: 200, body: "<rss/>" },
    version: { etag: '"v2"', lastModified: "Sun, 17 May 2026 12:00:00 GMT" },
  });
  await ask("http://other.example/", sources.network, first.version);
  expect(versions).toEqual([
    [undefined, undefined],
    ['"v2"', "Sun, 17 May 2026 12:00:00 GMT"],
  ]);
  expect(sources.asked).toEqual(["journal.example/rss", "other.example/"]);
});

it("has no version if that is very long", async () => {
  sources.answerWith((_asked, answer) =>
    answer.writeHead(200, { ETag: `"${"x".repeat(1000)}"` }).end(""),
  );
  expect((await ask()).version).toEqual(NONE);
});

it.each([
  ["another port", "https://journal.example:8443/rss"],
  ["a port of this machine", "http://localhost:5432/"],
  ["a name and password", "https://a:b@journal.example/rss"],
  ["a file", "file:///etc/passwd"],
  ["another protocol", "ftp://journal.example/rss"],
])("is not asked at %s, also where a redirect leads there", async (_, address) => {
  await expect(ask(address)).rejects.toThrow("no address of the web");
  expect(sources.asked).toHaveLength(0);
  sources.answerWith((_asked, answer) => answer.writeHead(302, { Location: address }).end());
  await expect(ask()).rejects.toThrow("no address of the web");
  expect(sources.asked).toHaveLength(1);
});

describe("an address in a private network", () => {
  /** Names lead to what they say, as at a machine's own resolver. */
  const honest: Network = {
    ...sources.network,
    mayConnectTo: isPublicAddress,
    resolve: async (host) => {
      if (host === "journal.example") return [{ address: "93.184.216.34", family: 4 }];
      if (/^[\d.]+$/.test(host)) return [{ address: host, family: 4 }];
      throw new Error("ENOTFOUND");
    },
    // A public address is that of the stand-in, once it has been checked.
    send: (url, options) =>
      sources.network.send(url, {
        ...options,
        lookup: (_host, { all }, give) =>
          all ? give(null, [{ address: "127.0.0.1", family: 4 }]) : give(null, "127.0.0.1", 4),
      }),
  };

  it.each([
    ...["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://10.0.0.1/rss"],
    ...["http://169.254.169.254/latest/meta-data/", "http://192.168.1.1/", "http://0.0.0.0/"],
    ...["http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/"],
  ])("is refused: %s, also where a redirect leads there", async (address) => {
    await expect(ask(address, honest)).rejects.toThrow();
    sources.answerWith((_asked, answer) => answer.writeHead(302, { Location: address }).end());
    await expect(ask(FEED, honest)).rejects.toThrow();
    expect(sources.asked).toEqual(["journal.example/rss"]);
  });

  it("is found out at the second look-up of a name that changes", async () => {
    let lookups = 0;
    const changing: Network = {
      ...honest,
      resolve: async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? "93.184.216.34" : "127.0.0.1", family: 4 }];
      },
    };
    sources.answerWith((_asked, answer) => answer.writeHead(301, { Location: "/other" }).end());
    await expect(ask(FEED, changing)).rejects.toThrow("private network");
    expect(sources.asked).toHaveLength(1);
  });
});

it("follows few redirects, and reads no answer without an end", async () => {
  sources.answerWith((_asked, answer) => answer.writeHead(302, { Location: FEED }).end());
  await expect(ask()).rejects.toThrow("on and on");
  expect(sources.asked).toHaveLength(4);
  sources.answerWith((_asked, answer) => {
    const chunk = Buffer.alloc(256 * 1024, "x");
    const more = () => {
      while (!answer.destroyed && answer.write(chunk));
    };
    answer.on("drain", more);
    more();
  });
  await expect(ask()).rejects.toThrow("too large");
});
