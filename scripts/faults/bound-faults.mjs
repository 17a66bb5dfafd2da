// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of code, which are filled in there
/** Faults in the limits of a page, a person or a network, and in things that happen only once. */
export const BOUNDS = [
  {
    name: "an IPv6 address counted on its own",
    file: "server/api/stream-limits.ts",
    find: "const network = networkOf(ip);",
    replace: "const network = networkOf(ip) && ip;",
    by: ["server/api/live-bounds.db.test.ts"],
  },
  {
    name: "a start that ignores what another renderer left behind",
    file: "server/api/jobs.ts",
    find: "  await enqueueRenewal();\n",
    replace: "  void enqueueRenewal;\n",
    by: ["server/api/jobs.db.test.ts"],
  },
  {
    name: "an unfinished search taken for a win",
    file: "server/ballots/explanation/counted.ts",
    find: " && all.possibleWinnersComplete !== false",
    replace: "",
    by: ["server/ballots/explanation/counted.test.ts"],
  },
  {
    name: "an explanation computed again for each reader",
    file: "server/ballots/result/shown-result.ts",
    find: "}, KEPT);",
    replace: "}, 0 * KEPT);",
    by: ["server/ballots/votes/many-votes.db.test.ts"],
  },
  {
    name: "author names without a common limit",
    file: "server/papers/schema.ts",
    find: "AUTHORS_MAX = 20_000",
    replace: "AUTHORS_MAX = 2_000_000",
    by: ["server/papers/schema.test.ts"],
  },
  {
    name: "notes without a limit per page",
    file: "server/meetings/history/page.ts",
    find: "notesFolded: texts[place]?.folded ?? false",
    replace: "notesFolded: false",
    by: ["server/meetings/history/queries.db.test.ts"],
  },
  {
    name: "tagged addresses without a limit for their mailbox",
    file: "server/people/sign-in/commands.ts",
    find: "mailbox !== email && (await",
    replace: 'mailbox === "" && (await',
    by: ["server/people/sign-in/asking.db.test.ts"],
  },
  {
    name: "a proxy taken for a browser on this machine",
    file: "server/platform/web/client/this-machine.ts",
    find: "if (!Object.keys(headers).every((name) => ORDINARY.test(name))) return false;",
    replace: "void ORDINARY;",
    by: ["server/platform/web/client/this-machine.test.ts"],
  },
  {
    name: "key points without a limit per page",
    file: "server/threads/reading/queries.ts",
    find: "{ upTo: FOR_KEY_POINTS }",
    replace: "{ upTo: Number.POSITIVE_INFINITY }",
    by: ["server/threads/reading/full-page.db.test.ts"],
  },
];
