import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, it } from "vitest";
import { NOUNS } from "./checks/house";

const DOCS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...inDocs()];

function inDocs(): string[] {
  const files = readdirSync("docs", { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".md")).map((file) => join("docs", file));
}

const read = (file: string) => readFileSync(file, "utf8");

/** Lists the anchors that GitHub makes from the headings of a file. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

it.each(DOCS)("%s names files that exist", (file) => {
  const named = read(file).matchAll(
    /`((?:app|components|docs|e2e|prisma|scripts|server|trpc)\/[^`\s*<>…]+)`/g,
  );
  const missing = [...named].map(([, path = ""]) => path).filter((path) => !existsSync(path));
  expect(missing).toEqual([]);
});

it.each(DOCS)("%s links to files and headings that exist", (file) => {
  const links = read(file).matchAll(/\]\(([^)\s]+)\)/g);
  const broken = [...links]
    .map(([, link = ""]) => link)
    .filter((link) => !/^(?:https?|mailto):/.test(link) && !/^address$/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path ? join(dirname(file), path) : file;
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
  expect(broken).toEqual([]);
});

it("the floor plan has the nouns in their order, each with its wings", () => {
  const page = read("docs/architecture.md");
  const [drawn = ""] = page.split("linkStyle");
  const chain = [...drawn.matchAll(/^ {6}(\w+(?: --> \w+)+)$/gm)].map(([, row = ""]) => row);
  expect([...new Set(chain.flatMap((row) => row.split(" --> ")))]).toEqual(NOUNS);
  const rows = [...page.matchAll(/^\| (\w+) +\| [^|]+ \| ([^|]*?) +\|$/gm)]
    .map(([, noun = "", wings = ""]) => [noun, wings.split(", ").filter(Boolean)] as const)
    .filter(([noun]) => NOUNS.includes(noun));
  const wingsOf = (noun: string) =>
    readdirSync(`server/${noun}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  expect(rows).toEqual(NOUNS.map((noun) => [noun, wingsOf(noun)]));
});

it("the picture of tables names tables, and the noun that owns each", () => {
  const owners = new Map(
    readdirSync("prisma/schema").flatMap((file) =>
      [...read(`prisma/schema/${file}`).matchAll(/^model (\w+)/gm)].map(
        ([, table = ""]) => [table, file.replace(".prisma", "")] as const,
      ),
    ),
  );
  const lines = read("docs/architecture.md").matchAll(/^ {2}(\w+) \S+ (\w+) : "(\w+)"$/gm);
  const drawn = [...lines].map(([, from = "", to = "", noun = ""]) => ({ from, to, noun }));
  expect(drawn.filter(({ from }) => !owners.has(from))).toEqual([]);
  expect(drawn.filter(({ to, noun }) => owners.get(to) !== noun)).toEqual([]);
  // These tables refer to no other, or belong to sending email.
  const alone =
    /^(?:Setting|MailMessage|RateLimit|TopicRefiling|SearchWord|WordStem|WordStemCount|SourceAnswer|SourcePause|SignInToken|MailFailure)$/;
  const missing = [...owners.keys()]
    .filter((table) => !alone.test(table) && !/^(?:Suppressed|Sending)/.test(table))
    .filter((table) => !drawn.some(({ from, to }) => from === table || to === table));
  expect(missing).toEqual([]);
});

it("the worked example of CONTRIBUTING names things that exist in its files", () => {
  const rows = [...read("CONTRIBUTING.md").matchAll(/^\| `([^`]+\/[^`]+)` +\| `([^`]+)` +\|/gm)];
  expect(rows.length).toBeGreaterThan(9);
  const wrong = rows.filter(([, file = "", name = ""]) => !read(file).includes(name));
  expect(wrong.map(([row]) => row)).toEqual([]);
});

it("the table of dependencies names each package, and no others", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  const [, table = ""] = read("docs/decisions/engineering.md").split(
    "## Why each dependency is there",
  );
  const named = [...table.matchAll(/^\| ([^|]+?) +\|/gm)]
    .flatMap(([, names = ""]) => names.split(", "))
    .filter((name) => !/^(?:package|-+)$/.test(name));
  const wanted = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  expect(named.toSorted()).toEqual(wanted.toSorted());
});

it.each(["product", "engineering"])("each %s decision has its parts: why, cost, since", (name) => {
  const [text = ""] = read(`docs/decisions/${name}.md`).split("## Why each dependency is there");
  const [, ...entries] = text.split(/^### /m);
  expect(entries.length).toBeGreaterThan(40);
  const short = entries.filter(
    (entry) => !/\*\*Why:\*\*[\s\S]+\*\*Cost:\*\*[\s\S]+\*\*Since:\*\* \d{4}-\d\d-\d\d/.test(entry),
  );
  expect(short).toEqual([]);
});

it(".env.example and the operations page name the settings that the site reads", () => {
  const schema = /z\.object\(\{([\s\S]+?)\n\}\);/.exec(read("server/platform/env.ts"))?.[1] ?? "";
  const inner = ["COLLOQUY_EMBEDDED"];
  const settings = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => !inner.includes(name));
  expect(settings.length).toBeGreaterThan(20);
  const example = read(".env.example");
  const page = read("docs/operations.md");
  expect(settings.filter((name) => !new RegExp(`^#? ?${name}=`, "m").test(example))).toEqual([]);
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
