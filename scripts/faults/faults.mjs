// Faults that somebody might make, one of each kind and noun. `find` must be in the file exactly once; `by` names checks
// that must turn red: test files, journeys, "lint", "types".
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of code, which are filled in there
import { BALLOTS } from "./ballot-faults.mjs";
import { BOUNDS } from "./bound-faults.mjs";
import { PEOPLE_AND_TALK } from "./talk-faults.mjs";

/** Faults in papers, groups, ballots and meetings. */
const CHOOSING = [
  {
    name: "a member may do what organizers may",
    file: "server/door/procedures.ts",
    find: 'export const organizerProcedure = asRole("organizer");',
    replace: 'export const organizerProcedure = asRole("member");',
    by: ["server/api/doors.db.test.ts"],
  },
  {
    name: "an upvote without its lock",
    file: "server/papers/commands.ts",
    find: 'FROM "PaperStanding" WHERE "paperId" = ${paperId}::uuid FOR UPDATE`;',
    replace: 'FROM "PaperStanding" WHERE "paperId" = ${paperId}::uuid`;',
    by: ["server/papers/papers.db.test.ts"],
  },
  {
    name: "papers that are the same by their title alone",
    file: "server/papers/catalogue/rules.ts",
    find: 'haveCommonAuthor(one.authors, other.authors) ? "same" : "doubtful"',
    replace: 'true ? "same" : "doubtful"',
    by: ["server/papers/catalogue/rules.test.ts"],
  },
  {
    name: "different identifiers of one type that are passed over",
    file: "server/papers/catalogue/rules.ts",
    find: '  if (conflict) return "doubtful";\n',
    replace: "",
    by: ["server/papers/catalogue/rules.test.ts"],
  },
  {
    name: "a correction that leaves the old identifiers to the paper",
    file: "server/papers/catalogue/identifiers/commands.ts",
    find: "  if (gone.length > 0) await tx.paperIdentifier.deleteMany({ where: { paperId, OR: gone } });\n",
    replace: "",
    by: ["server/papers/catalogue/same.db.test.ts"],
  },
  {
    name: "a list of papers with one query per paper",
    file: "server/papers/queries.ts",
    find: "  const { rows, pages } = page.cut(read);",
    replace: [
      "  for (const { slug } of read) await db.paper.findUnique({ where: { slug } });",
      "  const { rows, pages } = page.cut(read);",
    ].join("\n"),
    by: ["server/papers/lists.db.test.ts"],
  },
  {
    name: "an import that keeps Windows line endings",
    file: "server/papers/sources/papers-page.ts",
    find: 'decoder.decode(bytes).replace(/\\r$/, "")',
    replace: "decoder.decode(bytes)",
    by: ["server/papers/sources/papers-page.test.ts"],
  },
  {
    name: "a page of members with one query per member",
    file: "server/groups/members/queries.ts",
    find: "  const shown = rows.map(({ personId,",
    replace: [
      "  for (const { personId: id } of rows) await db.person.findUnique({ where: { id } });",
      "  const shown = rows.map(({ personId,",
    ].join("\n"),
    by: ["server/api/queries.db.test.ts"],
  },
  {
    name: "a count of members that leaving does not lower",
    file: "server/groups/members/leaving.ts",
    find: "    data: { memberCount: { decrement: 1 } },\n",
    replace: "    data: {},\n",
    by: ["server/groups/groups.db.test.ts"],
  },
  {
    name: "a ballot where later voters come first",
    file: "server/platform/web/turns.ts",
    find: "? Prisma.sql`pg_advisory_xact_lock(${key})`",
    replace: "? Prisma.sql`pg_advisory_xact_lock_shared(${key})`",
    by: ["server/ballots/votes/turns.db.test.ts"],
  },
  {
    name: "a deadlock that is not tried again",
    file: "server/platform/database/db.ts",
    find: 'return state === "40001" || state === "40P01";',
    replace: 'return state === "40001";',
    by: ["server/platform/database/transact.db.test.ts"],
  },
  {
    name: "a vote at the closing time",
    file: "server/ballots/rules.ts",
    find: "now < ballot.closesAt",
    replace: "now <= ballot.closesAt",
    by: ["server/ballots/rules.test.ts"],
  },
  {
    name: "a ballot shown to another group",
    file: "server/ballots/page/queries.ts",
    find: "db.ballot.findFirst({ where: { id: ballotId, groupId }, select: BALLOT })",
    replace: "db.ballot.findFirst({ where: { id: ballotId }, select: BALLOT })",
    by: ["server/api/scopes.db.test.ts"],
  },
  {
    name: "a page of a ballot with one query per vote",
    file: "server/ballots/page/queries.ts",
    find: "  const about = nominatedIn(read.nominated, TITLES);",
    replace: [
      "  for (const { person } of read.byName) await db.person.findFirst({ where: person });",
      "  const about = nominatedIn(read.nominated, TITLES);",
    ].join("\n"),
    by: ["server/api/queries.db.test.ts"],
  },
  {
    name: "an interim result shown to strangers",
    file: "server/ballots/rules.ts",
    find: "return member && (sight",
    replace: "return (sight",
    by: ["server/ballots/guards.db.test.ts"],
  },
  {
    name: "a vote that reaches no open page",
    file: "server/ballots/votes/commands.ts",
    find: "    await notifyTopics(tx, ballotTopic(ballot.groupId, ballotId), groupTopic(ballot.groupId));\n",
    replace: "",
    by: ["server/api/announcing.db.test.ts"],
  },
  {
    name: "a meeting place shown to strangers",
    file: "server/meetings/queries.ts",
    find: 'return scope.role ? row : { ...row, place: "", link: "" };',
    replace: "return row;",
    by: ["server/meetings/secrecy.db.test.ts"],
  },
];

/** Faults in the house itself: lint, types, migrations, the web edge. */
const HOUSE = [
  {
    name: "a rule that imports a query",
    file: "server/ballots/rules.ts",
    find: 'import type { Temporal } from "temporal-polyfill";',
    replace: [
      'import type { Temporal } from "temporal-polyfill";',
      'import { db } from "@/server/platform/database/db";',
      "",
      "export const everything = () => db.ballot.findMany();",
    ].join("\n"),
    by: ["scripts/house.test.ts"],
  },
  {
    name: "an address whose values are not encoded",
    file: "server/platform/web/addresses.ts",
    find: "...values.map(encodeURIComponent)",
    replace: "...values",
    by: ["scripts/addresses.test.ts"],
  },
  {
    name: "an edited migration",
    file: "prisma/migrations/20261124000000_init/migration.sql",
    find: 'CHECK ("memberCount" >= 0)',
    replace: 'CHECK ("memberCount" >= -1)',
    by: ["scripts/runtime/migrations/sealed-migrations.test.ts"],
  },
  {
    name: "a command that waits for a timer when it is done",
    file: "scripts/runtime/migrations/schema-engine.ts",
    find: "setTimeout(run, ms >>> 0).unref()",
    replace: "setTimeout(run, ms >>> 0)",
    by: ["scripts/runtime/migrations/migrate.db.test.ts"],
  },
  {
    name: "an index that only the schema has lost",
    file: "prisma/schema/papers.prisma",
    find: "  @@index([trendingScore(sort: Desc), paperId])\n",
    replace: "",
    by: ["server/platform/database/schema.db.test.ts"],
  },
  {
    name: "a refusal without its HTTP status",
    file: "server/door/errors.ts",
    find: '  TOO_LARGE: "PAYLOAD_TOO_LARGE",\n',
    replace: "",
    by: ["types"],
  },
  {
    name: "a text of any length",
    file: "server/threads/schema.ts",
    find: 'prefix: z.string().max(CONTEXT_MAX).default(""),',
    replace: 'prefix: z.string().default(""),',
    by: ["server/api/input-limits.test.ts"],
  },
  {
    name: "a page that any site may frame",
    file: "server/platform/web/csp/csp.ts",
    find: "    \"frame-ancestors 'none'\",\n",
    replace: "",
    by: ["server/platform/web/csp/csp.test.ts"],
  },
  {
    name: "a signed link that works for another purpose",
    file: "server/platform/secrets/signed-link.ts",
    find: ".update(`${purpose}.${text}`)",
    replace: ".update(text)",
    by: ["server/platform/secrets/signed-link.test.ts"],
  },
  {
    name: "a backup that restores into a database in use",
    file: "scripts/runtime/backups/backup.ts",
    find: "    else await demandEmpty(client);\n",
    replace: "",
    by: ["scripts/runtime/backups/backup.db.test.ts"],
  },
  {
    name: "a group's page as guests see it, for its members too",
    file: "server/platform/web/finished/answers.ts",
    find: '    if (address.audience === "guests" && !guest) return false;\n',
    replace: "",
    by: ["server/platform/web/finished/answers.test.ts"],
  },
  {
    name: "pages that are given out while nobody hears of changes",
    file: "server/platform/web/finished/pages.ts",
    find: "    if (!announcements.hears()) return false;\n",
    replace: "",
    by: ["server/platform/web/finished/pages.test.ts"],
  },
  {
    name: "an upvote that leaves the finished lists as they were",
    file: "server/papers/commands.ts",
    find: "    await notifyTopics(tx, paperTopic(paperId), rankingTopic());\n",
    replace: "",
    by: ["server/api/finished-pages.db.test.ts"],
  },
];

export const FAULTS = [...CHOOSING, ...BALLOTS, ...PEOPLE_AND_TALK, ...HOUSE, ...BOUNDS];
