import { expect } from "@playwright/test";
import { honestInputs } from "@/server/testing/hostile/honest-inputs";
import { places, valueAt, withValueAt } from "@/server/testing/hostile/input-places";
import { sql, test } from "./hostile-site";
import { forEach, type Mallory, mallory, nothingHappens } from "./hostile-world";
import { ask, call, callRightly, SITE } from "./raw";

// Texts, numbers and names that try to be mistaken for something else, in every field of every procedure.
nothingHappens();

let me: Mallory;
let inputs: Record<string, Record<string, unknown>>;

test.beforeAll(async () => {
  me = await mallory();
  inputs = honestInputs(me);
});

/** Sends a text in each field of an input that takes one. */
async function everywhere(text: string, answered: (status: number) => void): Promise<void> {
  const texts = Object.entries(inputs).flatMap(([path, input]) =>
    places(input)
      .filter((at) => typeof valueAt(input, at) === "string")
      .map((at) => ({ path, at })),
  );
  await forEach(texts, async ({ path, at }) => {
    const input = withValueAt(inputs[path], at, text);
    const answer = await callRightly(path, input, me.cookie);
    answered(answer.status);
    expect(answer.body).not.toMatch(/\bat .*\.(js|ts):|node_modules|SELECT |prisma|invalid byte/i);
  });
}

const UNKEEPABLE: [string, string][] = [
  ["NUL", "a\0b"],
  ["NUL alone", "\0"],
  ["the first half of a character", "a\ud83d"],
  ["the second half of a character", "\ude00a"],
  ["the halves the wrong way round", "\ude00\ud83d"],
];
for (const [what, text] of UNKEEPABLE) {
  test(`${what} is refused in every field`, async () => {
    await everywhere(text, (status) => expect(status).toBe(400));
  });
}

test("bytes that are not UTF-8 are not stored", async () => {
  const body = Buffer.concat([
    Buffer.from('{"body":"'),
    Buffer.from([0xff, 0xc0, 0xaf, 0]),
    Buffer.from('"}'),
  ]);
  const headers = { "Content-Type": "application/json", Origin: SITE, Cookie: me.cookie };
  expect((await ask("POST", "/api/trpc/threads.edit", headers, body)).status).toBe(400);
});

const NAMES = [
  "a\u202egnp.exe",
  "ad\u200ba",
  "\u2066ada\u2069",
  "a\u00adda",
  "\ufeffada",
  "a\u0007da",
  "\u2800",
  "\u3164",
  "a\u{e0041}da",
  "   ",
  "a\u007fda",
  "a\u0085da",
];
test("names that deceive are refused", async () => {
  for (const name of NAMES) {
    for (const path of [
      "groups.create",
      "groups.update",
      "people.welcome",
      "people.updateProfile",
    ]) {
      const { status } = await call(path, { ...inputs[path], name }, { cookie: me.cookie });
      expect(status, `${path} ${JSON.stringify(name)}`).toBe(400);
    }
  }
  for (const handle of [
    ...NAMES,
    "Ада",
    "ada_",
    "a",
    "ada lovelace",
    "-ada",
    "deleted-x",
    "ａｄａ",
    "a".repeat(31),
  ]) {
    const { status } = await call(
      "people.updateProfile",
      { ...inputs["people.updateProfile"], handle },
      { cookie: me.cookie },
    );
    expect(status, JSON.stringify(handle)).toBe(400);
  }
});

const LINKS = [
  "javascript:alert(1)",
  "data:text/html,x",
  "//evil.example",
  "https://ada:secret@evil.example",
  "ftp://a.org/x",
  "https://",
  "http://a b",
  "vbscript:x",
  "file:///etc/passwd",
  "https://a.org/\u0000",
];
test("an invalid link is refused", async () => {
  for (const url of LINKS) {
    const { status } = await call(
      "papers.add",
      { ...inputs["papers.add"], url },
      { cookie: me.cookie },
    );
    expect(status, url).toBe(400);
  }
});

const ADDRESSES = [
  "ada",
  "ada@",
  "@example.org",
  "a@b\r\nBcc: c@d.org",
  "a@b.org,c@d.org",
  "a@b.org\u0000",
  "Ada <a@b.org>, Bob <b@b.org>",
  `${"a".repeat(300)}@b.org`,
  "a@-b.org",
  "ada@exa mple.org",
  "",
];
test("an invalid address is refused, and no email is written", async () => {
  for (const email of ADDRESSES) {
    // Invitations take a list, of which every line is judged (server/groups/invitations/rules.ts).
    for (const path of ["people.requestLink", "people.requestEmailChange", "digests.subscribe"]) {
      const { status } = await call(path, { ...inputs[path], email }, { cookie: me.cookie });
      expect(status, `${path} ${email}`).toBe(400);
    }
  }
});

const QUERIES = [
  "%",
  "_",
  "%%%%%%%%",
  "a%' OR '1'='1",
  '\'; DROP TABLE "Paper"; --',
  "a & b | !c",
  "!!!",
  "<->",
  "(((((",
  "':*",
  "\\",
  "foo:*bar",
  "a <-> b",
  "* * *",
  "“”",
  "{}[]",
  "$1",
  "{{7*7}}",
  "\u00e9".repeat(200),
  "a ".repeat(100),
  "((((((((((((((((a))))))))))))))))",
  "-",
  '"',
  "or and not",
  "0x00",
  "%00",
  "🜚",
];
test("any text can be searched for, and does nothing else", async () => {
  await sql(`DELETE FROM "RateLimit"`);
  const all = (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM "Paper"`))[0]?.n ?? 0;
  for (const q of QUERIES) {
    const api = await ask("GET", `/api/v1/papers?limit=50&q=${encodeURIComponent(q)}`);
    expect([200, 400], q).toContain(api.status);
    const found = api.status === 200 ? JSON.parse(api.body).papers.length : 0;
    if (/^[%_*]+$/.test(q)) expect(found, q).toBe(0);
    expect(found, q).toBeLessThanOrEqual(Math.min(50, all));
    expect((await call("papers.search", { q }, { get: true })).status, q).toBe(api.status);
  }
});

const NUMBERS: unknown[] = [
  -1,
  0,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  1001,
  "01",
  "1.a.",
  "2.c.W10",
  "NaN",
  null,
  true,
  [],
  {},
  "1; DROP",
  "٣",
];
test("a forged position in a list is refused", async () => {
  for (const cursor of NUMBERS) {
    const where = JSON.stringify(cursor);
    const input = { order: "new", cursor };
    expect((await call("papers.list", input, { get: true })).status, where).toBe(400);
    for (const path of ["threads.ofPaper", "threads.ofGroup"]) {
      const sent = { ...inputs[path], page: cursor };
      const { status } = await call(path, sent, { get: true, cookie: me.cookie });
      expect(status, `${path} ${where}`).toBe(400);
    }
  }
  for (const limit of [
    "-1",
    "0",
    "51",
    "1e308",
    "NaN",
    "abc",
    "1.5",
    "9".repeat(400),
    "",
    "0x1F4",
  ]) {
    expect((await ask("GET", `/api/v1/papers?q=a&limit=${limit}`)).status, limit).toBe(400);
  }
});
