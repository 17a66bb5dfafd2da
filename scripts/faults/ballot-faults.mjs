// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of code, which are filled in there
/** Faults in what an open ballot may become, in reminders, and in what counts as read. */
export const BALLOTS = [
  {
    name: "an open ballot that can be shortened",
    file: "server/ballots/rules.ts",
    find: "if (closesAt > ballot.closesAt) return",
    replace: "if (closesAt > ballot.openedAt) return",
    by: ["server/ballots/rules.test.ts"],
  },
  {
    name: "a ballot that is extended, but closes at its first time",
    file: "server/ballots/life/changes/commands.ts",
    find: "{ runAt: closesAt, key: `close:${ballotId}` }",
    replace: "{ runAt: closesAt }",
    by: ["server/ballots/life/changes/commands.db.test.ts"],
  },
  {
    name: "reminders as often as somebody likes",
    file: "server/ballots/life/changes/commands.ts",
    find: "if (isRemindedToday(last?.at ?? null, now(), scope.group.timeZone))",
    replace: "if (isRemindedToday(null && last, now(), scope.group.timeZone))",
    by: ["server/ballots/life/changes/commands.db.test.ts"],
  },
  {
    name: "the names of people without a vote on a secret ballot",
    file: "server/ballots/votes/queries.ts",
    find: "${organizer} AND NOT b.secret AND",
    replace: "${organizer} AND",
    by: ["server/ballots/life/changes/commands.db.test.ts"],
  },
  {
    name: "a reminder for people who have voted",
    file: "server/notifications/reminding/commands.ts",
    find: 'AND NOT EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = p.id)',
    replace: "",
    by: ["server/ballots/life/changes/commands.db.test.ts"],
  },
  {
    name: "an email with a closing time that is no longer so",
    file: "server/notifications/gathering/sql.ts",
    find: '          THEN ${version} = concat(${EXTENDED}::text, floor(extract(epoch FROM b."closesAt"))::bigint)\n',
    replace: "          THEN true\n",
    by: ["server/notifications/notifying/extending.db.test.ts"],
  },
  {
    name: "a choice in a link for a paper that is not on the ballot",
    file: "server/ballots/votes/choosing/schema.ts",
    find: "ids.some((id) => !standing.has(id))",
    replace: "ids.every((id) => !standing.has(id))",
    by: ["server/ballots/votes/choosing/rules.test.ts"],
  },
  {
    name: "a paper that is read before its meeting is over",
    file: "server/ballots/readings/sql.ts",
    find: '(r."readAt" IS NOT NULL AND r."readAt" <= ${at})',
    replace: '(r."readAt" IS NOT NULL OR r."readAt" <= ${at})',
    by: ["server/ballots/readings/commands.db.test.ts"],
  },
  {
    name: "a paper that is read although its meeting was cancelled",
    file: "server/meetings/commands.ts",
    find: "      await waitForMeeting(tx, meeting.readingId);\n",
    replace: "      void waitForMeeting;\n",
    by: ["server/ballots/readings/commands.db.test.ts"],
  },
];
