// Checks where code belongs: which files may import which, how files are named, which are pure, and which write which
// table. Each finding is a sentence that says where the code belongs instead. docs/architecture.md has the floor plan.
import { dirname, join } from "node:path/posix";

/** The nouns of the server, in order: each may import only the ones before it. */
export const NOUNS = [
  ...["people", "papers", "groups", "ballots", "watches", "meetings", "shelves", "threads"],
  ...["moderation", "search", "recommendations", "notifications", "digests", "mail", "accounts"],
];

/** Names of files in the folder of a noun, or in one of its wings. */
const NAMES = [
  ...["schema", "rules", "policy", "queries", "commands", "router", "jobs", "emails", "sql"],
];

/** Most other file names in one folder; the first line of each file explains its name. */
const OTHER_NAMES = 2;

/** Folders of similar files, each named after its own subject. */
const FAMILIES =
  /^server\/(ballots\/(tally|explanation)|digests\/gathering\/sources|papers\/(sources|pasting|meaning\/models|files\/(formats|reading))|notifications\/replies\/text)(\/|$)/;

const FILES_A_FOLDER = 15;

/** Pure files, which get everything that they need as arguments. */
const PURE =
  /^server\/\w+\/(?:.+\/)?(?:rules|policy|schema)\.ts$|^server\/(ballots\/(tally|explanation)|papers\/(?:pasting|sources\/reading))\/|^server\/papers\/(?:files\/(?:formats\/names|reading\/(?:bibtex|csl|entry|ris|tex))|sources\/record)\.ts$|^server\/platform\/(time\/|web\/addresses\.ts)/;
const PURE_PLATFORM = /^server\/platform\/(refusal|text\/(?:math\/)?[\w-]+)$/;
const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bnew Date\(\)|\bDate\.now\(\)|\bTemporal\.Now\b/, "asks the clock"],
  [/\bMath\.random\(\)|\brandomUUID\(/, "draws at random"],
  [/\bprocess\.env\b/, "reads the environment"],
  [/\$queryRaw|\$executeRaw|\b(?:db|tx)\.\w+\./, "asks the database"],
];

/** Pure files of the platform that screens may use as well. */
const SHARED = [
  ...["text/inputs", "text/words", "time/local-time", "time/zones", "web/addresses"],
].map((file) => `server/platform/${file}`);

/** Texts of all files except tests, by path from the top of the repository. */
export type House = ReadonlyMap<string, string>;

const isTest = (file: string) => /\.(test|spec)\./.test(file) || file.startsWith("server/testing/");

/** Lists the local files that a file imports, types included, without their extensions. */
export function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/\b(?:from|import)\s*\(?\s*"(@\/|\.{1,2}\/)([^"]+)"/g);
  return [...found].map(([, start = "", rest = ""]) =>
    start === "@/" ? rest : join(dirname(file), start + rest),
  );
}

/** Finds the room of a file: a noun or another part of the server, `components/ui`, `app`, `trpc`, … */
function roomOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  return first === "server" || (first === "components" && second === "ui")
    ? `${first}/${second}`
    : first;
}

const nounOf = (file: string) => /^server\/(\w+)\//.exec(file)?.[1] ?? "";
const nameOf = (file: string) => file.replace(/^.*\//, "").replace(/\..*$/, "");

/** Explains why one file may not import another; null if it may. */
export function importProblem(from: string, to: string): string | null {
  const [a, b] = [roomOf(from), roomOf(to)];
  if (a === b && a !== "components") return routerProblem(from, to);
  if (b.startsWith("app"))
    return "Nothing imports app/: move what you need to components/ or server/.";
  if (b === "server/testing" && !from.startsWith("scripts/bench/"))
    return "Only tests import server/testing.";
  if (a === "app" || a === "components") return shownProblem(a, to, b);
  if (a === "components/ui")
    return "components/ui could ship in another product: it imports nothing of ours.";
  if (a === "trpc" && !SHARED.includes(to) && !["server/api", "server/door"].includes(b))
    return "The wire knows only server/api, server/door and addresses.";
  if (!a.startsWith("server/")) return null;
  if (!b.startsWith("server/")) {
    return b === "prisma"
      ? null
      : "server/ knows no pages, components, wire or scripts: a request runs app → components → router → command, never back.";
  }
  return serverProblem(from, to);
}

function shownProblem(a: string, to: string, b: string): string | null {
  if (!b.startsWith("server/") || SHARED.includes(to)) return null;
  const shown = a === "app" ? ["schema"] : ["schema", "rules", "policy"];
  if (NOUNS.includes(nounOf(to)) && shown.includes(nameOf(to))) return null;
  return a === "app"
    ? "A page fetches through trpc/server and composes components; rules and queries live in server/."
    : "A component knows of the server only schema, rules and policy; data comes over trpc/.";
}

function serverProblem(from: string, to: string): string | null {
  const [a, b] = [nounOf(from), nounOf(to)];
  if (a === "platform") return "platform/ carries the nouns and knows none of them.";
  if (a === "api")
    return b === "platform" && nameOf(to) === "db"
      ? "The door asks queries and commands; it holds no SQL."
      : null;
  if (a === "door") {
    return ["platform", "people", "groups"].includes(b)
      ? null
      : "The door proves who you are, and knows only people and groups.";
  }
  if (b === "api") return "Only trpc/ and the start know server/api.";
  if (b === "door") return nameOf(from) === "router" ? null : "Only router.ts knows the door.";
  if (b === "platform") {
    if (nameOf(from) !== "router" || nameOf(to) === "inputs") return null;
    return "A router is builder + schema + one call: no I/O.";
  }
  if (NOUNS.indexOf(b) > NOUNS.indexOf(a))
    return `Nouns know only earlier ones: ${NOUNS.join(" ← ")}. Let ${b} call ${a}, or move the line to ${b}.`;
  return routerProblem(from, to);
}

function routerProblem(from: string, to: string): string | null {
  if (nameOf(to) !== "router" || !to.startsWith("server/") || from === "server/api/root.ts")
    return null;
  return "Only server/api/root.ts knows the routers.";
}

/** Lists everything that is in the wrong place. @param owners the noun that owns each table */
export function findings(house: House, owners: ReadonlyMap<string, string>): string[] {
  const files = [...house.keys()].filter((file) => !isTest(file));
  return [
    ...files.flatMap((file) => inFile(file, house.get(file) ?? "", owners)),
    ...foldersOf(files).flatMap(([folder, names]) => inFolder(folder, names, house)),
    ...circles(house, files),
  ];
}

function inFile(file: string, text: string, owners: ReadonlyMap<string, string>): string[] {
  const found = importsOf(file, text).flatMap((to) => {
    const problem = importProblem(file, to) ?? purityProblem(file, to);
    return problem ? [`${file} imports ${to}. ${problem}`] : [];
  });
  if (file.startsWith("trpc/")) found.push(...inBundle(file, text));
  // One rendering serves everybody to whom the calls of a page answer the same (server/platform/web/memoized).
  if (/^(app|components)\//.test(file) && /"next\/(?:headers|server)"/.test(text)) {
    found.push(`${file} reads the request. A page knows its reader by its calls alone.`);
  }
  if (PURE.test(file)) {
    for (const [pattern, does] of IMPURE) {
      if (pattern.test(text))
        found.push(
          `${file} ${does}. Rules, policy and schema are pure: pass it in, or move the line to queries.ts or commands.ts.`,
        );
    }
  }
  const noun = nounOf(file);
  if (!NOUNS.includes(noun)) return found;
  for (const table of writtenIn(text)) {
    const owner = owners.get(table);
    if (owner && owner !== noun) {
      found.push(
        `${file} writes "${table}". Only ${owner} writes it: call a command of server/${owner} with your transaction.`,
      );
    }
  }
  return found;
}

/** Finds files of `trpc/` that would pull the server into Next's bundle; screens import only pure files anyway. */
function inBundle(file: string, text: string): string[] {
  const values = text.replace(/\bimport type\b[^;]*;/g, "");
  return importsOf(file, values)
    .filter(
      (to) => to.startsWith("server/") && ![...SHARED, "server/door/transformer"].includes(to),
    )
    .map(
      (to) =>
        `${file} imports ${to} as more than types. The pages have a bundle of their own, which would hold a second server: take it from server/api/pages.ts.`,
    );
}

function purityProblem(file: string, to: string): string | null {
  if (
    !PURE.test(file) ||
    !to.startsWith("server/") ||
    PURE.test(`${to}.ts`) ||
    PURE_PLATFORM.test(to)
  )
    return null;
  return "Rules, policy and schema are pure: what they need comes in as an argument.";
}

/** Lists the tables that a file writes, by Prisma or by SQL. */
export function writtenIn(text: string): string[] {
  const calls = text.matchAll(
    /\b(?:db|tx)\s*\.(\w)(\w*)\s*\.(?:create|update|upsert|delete)\w*\(/g,
  );
  const statements = text.matchAll(/\b(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"/g);
  return [
    ...[...calls].map(([, first = "", rest = ""]) => first.toUpperCase() + rest),
    ...[...statements].map(([, table = ""]) => table),
  ];
}

function foldersOf(files: readonly string[]): [string, string[]][] {
  const folders = new Map<string, string[]>();
  for (const file of files)
    folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
  return [...folders];
}

function inFolder(folder: string, files: readonly string[], house: House): string[] {
  const found: string[] = [];
  if (files.length > FILES_A_FOLDER) {
    found.push(
      `${folder} shows ${files.length} files. Name the noun inside it and give it a wing; ${FILES_A_FOLDER} is the most.`,
    );
  }
  if (!NOUNS.includes(nounOf(`${folder}/`)) || FAMILIES.test(folder)) return found;
  const others = files.filter((file) => !NAMES.includes(nameOf(file)) && !file.endsWith(".d.ts"));
  if (others.length > OTHER_NAMES) {
    found.push(
      `${folder} has ${others.map(nameOf).join(", ")} besides ${NAMES.join(", ")}. Two other names are the most: give a noun a wing.`,
    );
  }
  for (const file of others) {
    if (!house.get(file)?.startsWith("// "))
      found.push(
        `${file}: its name is not one of ${NAMES.join(", ")}. Let its first line say in a comment what it holds.`,
      );
  }
  return found;
}

/** Finds files that import each other in a circle, even if only for types. */
function circles(house: House, files: readonly string[]): string[] {
  const byName = new Map(files.map((file) => [file.replace(/\.(tsx?|mjs)$/, ""), file]));
  const arrows = new Map(
    files.map((file) => [
      file,
      importsOf(file, house.get(file) ?? "").flatMap(
        (to) => byName.get(to.replace(/\.(tsx?|mjs)$/, "")) ?? [],
      ),
    ]),
  );
  const done = new Set<string>();
  const path: string[] = [];
  const found: string[] = [];
  const walk = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0)
      found.push(
        `A circle: ${[...path.slice(at), file].join(" → ")}. Move the name that both need to the file that owns it.`,
      );
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const to of arrows.get(file) ?? []) walk(to);
    path.pop();
    done.add(file);
  };
  for (const file of files) walk(file);
  return found;
}
