import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { demandDatabase, demandFreePort, siteFromEnvironment } from "./site";

const NAMES = [
  "DEMO",
  "PORT",
  "HOST",
  "SITE_URL",
  "DATABASE_URL",
  "AUTH_SECRET",
  "SMTP_URL",
  "TRUSTED_PROXIES",
  "LOG_LEVEL",
];

beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

describe("the settings", () => {
  it("are valid by default: loopback and the embedded database", () => {
    const usual = { host: "127.0.0.1", port: 3000, embedded: true, demo: true };
    expect(siteFromEnvironment()).toEqual(usual);
    expect(process.env.SITE_URL).toBe("http://localhost:3000");
  });

  it("listen on all addresses with an external database", () => {
    vi.stubEnv("DATABASE_URL", "postgresql://ada@db/colloquy");
    vi.stubEnv("AUTH_SECRET", "x".repeat(32));
    vi.stubEnv("PORT", "8080");
    vi.stubEnv("SITE_URL", "https://read.example.org/");
    const own = { host: "0.0.0.0", port: 8080, embedded: false, demo: false };
    expect(siteFromEnvironment()).toEqual(own);
  });

  it("leave out the demo if it is off", () => {
    vi.stubEnv("DEMO", "off");
    expect(siteFromEnvironment()).toMatchObject({ embedded: true, demo: false });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "70000"],
    ["PORT", "3000.5"],
    ["SITE_URL", "read.example.org"],
    ["SITE_URL", "ftp://read.example.org"],
    ["SITE_URL", "https://read.example.org/colloquy"],
    ["SITE_URL", "https://ada:secret@read.example.org"],
    ["SMTP_URL", "mail.example.org"],
    ["TRUSTED_PROXIES", "10.0.0/99"],
    ["DEMO", "maybe"],
    ["LOG_LEVEL", "loud"],
    ["AUTH_SECRET", "short"],
  ])("are refused by name if they are wrong: %s=%s", (name, value) => {
    vi.stubEnv(name, value);
    expect(() => siteFromEnvironment()).toThrow(new RegExp(`^${name}\\b`));
  });

  it("require a secret if the database is not the embedded one", () => {
    vi.stubEnv("DATABASE_URL", "postgresql://ada@db/colloquy");
    expect(() => siteFromEnvironment()).toThrow(/AUTH_SECRET must be set/);
  });
});

/** Starts a server on loopback. @returns its port, and a function to end it */
async function listening(talk: (socket: Socket) => void) {
  const server = createServer(talk);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return { port, end: () => server.close() };
}

it("a taken port is reported before anything is started", async () => {
  const other = await listening(() => {});
  const site = { host: "127.0.0.1", port: other.port };
  await expect(demandFreePort(site)).rejects.toThrow(`Port ${other.port} is taken`);
  other.end();
  await expect(demandFreePort({ ...site, host: "192.0.2.1" })).rejects.toThrow(/Cannot listen/);
});

/** Starts a fake PostgreSQL that lets everybody in and knows only its version. */
function serverOfVersion(version: number) {
  const message = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const text = Buffer.from(String(version));
  const [count, column, size] = [Buffer.from([0, 1]), Buffer.alloc(18), Buffer.alloc(4)];
  size.writeInt32BE(text.length);
  const ready = message("Z", Buffer.from("I"));
  const answer = Buffer.concat([
    message("T", Buffer.concat([count, Buffer.from("server_version_num\0"), column])),
    message("D", Buffer.concat([count, size, text])),
    message("C", Buffer.from("SHOW\0")),
    ready,
  ]);
  return listening((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", Buffer.alloc(4)), ready]));
      socket.on("data", () => socket.write(answer));
    });
    socket.on("error", () => {});
  });
}

describe("a database", () => {
  it("is refused only if it is too old", async () => {
    const [old, fit] = [await serverOfVersion(140_009), await serverOfVersion(150_001)];
    await expect(demandDatabase(`postgresql://ada@127.0.0.1:${old.port}/site`)).rejects.toThrow(
      "it is PostgreSQL 14; 15 or later is needed",
    );
    await demandDatabase(`postgresql://ada@127.0.0.1:${fit.port}/site`);
    old.end();
    fit.end();
  });

  it.each(["nonsense", "mysql://ada@db/site", "postgresql:"])(
    "needs an address: %s",
    async (url) => {
      await expect(demandDatabase(url)).rejects.toThrow(/DATABASE_URL/);
    },
  );

  it("is named without its password if it does not answer", async () => {
    const gone = await listening(() => {});
    gone.end();
    const demand = demandDatabase(`postgresql://ada:secret@127.0.0.1:${gone.port}/site`);
    await expect(demand).rejects.toThrow(
      `Cannot use the database site at 127.0.0.1:${gone.port}: connect ECONNREFUSED`,
    );
    await expect(demand).rejects.not.toThrow("secret");
  });
});
