import { describe, expect, it } from "vitest";
import { standInSources } from "@/server/testing/sources";
import { fetchRaw, isPublicAddress, type Network } from "./network";

const sources = standInSources();
const ADDRESS = "https://api.crossref.org/works/10.1000%2Fabc";
const ask = (address = ADDRESS, network: Network = sources.network) =>
  fetchRaw(address, "Colloquy (test)", network);

it("asks with the site's name and gives the answer as it came", async () => {
  sources.answerWith((_asked, answer) =>
    answer.writeHead(429, { "Retry-After": "7" }).end("Later"),
  );
  expect(await ask()).toEqual({ status: 429, body: "Later", retryAfter: "7" });
  expect(sources.asked).toEqual(["api.crossref.org/works/10.1000%2Fabc"]);
  expect(sources.agents).toEqual(["Colloquy (test)"]);
});

it.each([
  ["another host", "https://example.org/"],
  ["a host that only looks alike", "https://api.crossref.org.example.org/"],
  ["an address without encryption", "http://api.crossref.org/"],
  ["another port", "https://api.crossref.org:8443/"],
  ["a name and password", "https://a:b@api.crossref.org/"],
  ["this machine", "https://127.0.0.1/"],
])("asks nothing of %s, also where a redirect leads there", async (_, address) => {
  await expect(ask(address)).rejects.toThrow("not listed");
  expect(sources.asked).toHaveLength(0);
  sources.answerWith((_asked, answer) => answer.writeHead(302, { Location: address }).end());
  await expect(ask()).rejects.toThrow("not listed");
  expect(sources.asked).toHaveLength(1);
});

describe("a name that leads into a private network", () => {
  const leadsTo = (...addresses: string[]): Network => ({
    ...sources.network,
    mayConnectTo: isPublicAddress,
    resolve: async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  });

  it.each([
    ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"],
    ...["100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"],
  ])("is not asked at %s", async (address) => {
    await expect(ask(ADDRESS, leadsTo(address))).rejects.toThrow("private network");
    await expect(ask(ADDRESS, leadsTo("93.184.216.34", address))).rejects.toThrow("private");
    expect(sources.asked).toHaveLength(0);
  });

  it("is found out at every hop, and the name is looked up once a hop", async () => {
    let lookups = 0;
    const changing: Network = {
      ...sources.network,
      mayConnectTo: (address) => address === "127.0.0.1",
      resolve: async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
      },
    };
    sources.answerWith((_asked, answer) => answer.writeHead(301, { Location: "/other" }).end());
    await expect(ask(ADDRESS, changing)).rejects.toThrow("private network");
    expect(lookups).toBe(2);
    expect(sources.asked).toHaveLength(1);
  });
});

it("follows a redirect between listed hosts", async () => {
  sources.answerWith((asked, answer) => {
    if (asked.url === "/works/W2") answer.end("merged");
    else answer.writeHead(301, { Location: "https://api.openalex.org/works/W2" }).end();
  });
  expect((await ask("https://api.openalex.org/works/W1")).body).toBe("merged");
});

it("follows few redirects", async () => {
  sources.answerWith((_asked, answer) => answer.writeHead(302, { Location: ADDRESS }).end());
  await expect(ask()).rejects.toThrow("on and on");
  expect(sources.asked).toHaveLength(4);
});

it("stops reading an answer without an end", async () => {
  let isCut = false;
  const cut = new Promise<void>((done) => {
    sources.answerWith((_asked, answer) => {
      const chunk = Buffer.alloc(256 * 1024, "x");
      const more = () => {
        while (!isCut && answer.write(chunk));
      };
      answer.on("drain", more).on("close", () => {
        isCut = true;
        done();
      });
      more();
    });
  });
  await expect(ask()).rejects.toThrow("too large");
  await cut;
});

it("refuses an answer that would grow when it is unpacked", async () => {
  sources.answerWith((_asked, answer) =>
    answer.writeHead(200, { "Content-Encoding": "gzip" }).end("x"),
  );
  await expect(ask()).rejects.toThrow("compressed");
});

it("gives up on an answer that does not come", async () => {
  const patience = new AbortController();
  sources.answerWith(() => patience.abort());
  await expect(fetchRaw(ADDRESS, "x", sources.network, patience.signal)).rejects.toThrow("abort");
});

it("fails on an answer that breaks off", async () => {
  sources.answerWith((_asked, answer) => {
    answer.writeHead(200, { "Content-Length": "100" });
    answer.write("half", () => answer.destroy());
  });
  await expect(ask()).rejects.toThrow();
});

it("reads other encodings than UTF-8, and drops what no database holds", async () => {
  sources.answerWith((_asked, answer) =>
    answer.end(Buffer.from("Gr\xf6\xdfe \x93x\x94\0", "latin1")),
  );
  expect((await ask()).body).toBe("Größe “x”");
});
