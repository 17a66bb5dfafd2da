import { importEntries } from "@/server/papers/files/importing/commands";
import { db } from "@/server/platform/database/db";

const WORDS =
  "attention sparse model learning inference policy robust graph latent token gradient memory kernel planning causal retrieval alignment decoding quantized federated bound sample online reward variance spectral convex adaptive hierarchical benchmark".split(
    " ",
  );

/** Orders words differently for each number, and always in the same way for the same number. */
function words(number: number, count: number): string {
  let state = (number + 1) * 2_654_435_761;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[(state >>> 8) % WORDS.length] as string;
  };
  const said = Array.from({ length: count }, next).join(" ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/**
 * Builds a site of this many people, in groups of 20, who each get a daily digest: with papers, some of which have
 * mathematics, upvotes of fellow members, and nominations. Few statements write it. The product decides what a digest
 * says about it and how that is gathered.
 */
export async function buildWorld(people: number): Promise<void> {
  const entries = Array.from({ length: 400 }, (_, number) => ({
    line: number + 1,
    paper: {
      title: `${words(number, 8)}${number % 8 === 0 ? " in $O(n^2 \\log n)$" : ""} ${number}`,
      abstract: Array.from({ length: 9 }, (_, line) => `${words(number * 9 + line, 18)}.`).join(
        " ",
      ),
      authors: Array.from({ length: 5 }, (_, author) => words(number * 5 + author + 7000, 2)),
    },
  }));
  const by = { fileName: "papers.json", importedById: null };
  await importEntries({ format: "csl-json", entries, broken: [] }, by, () => {});
  const groups = Math.ceil(people / 20);
  await db.$executeRaw`
    INSERT INTO "Topic" (slug, name) SELECT 'bench-' || n, 'Subject ' || n FROM generate_series(1, 20) n`;
  await db.$executeRaw`
    INSERT INTO "PaperTopic" ("paperId", "topicSlug")
      SELECT p.id, 'bench-' || 1 + (p.n + t) % 20
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "Paper") p, generate_series(0, 1) t`;
  await db.$executeRaw`
    INSERT INTO "Person" (id, handle, name, email, "timeZone", "createdAt")
      SELECT gen_random_uuid(), 'reader-' || n, 'Reader ' || n, 'reader-' || n || '@mail-' || n % 20 || '.example',
        (ARRAY['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])[1 + n % 4], now() - interval '1 year'
      FROM generate_series(1, ${people}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Group" (id, slug, name, "timeZone", "memberCount")
      SELECT gen_random_uuid(), 'group-' || n, 'Reading group ' || n, 'UTC', 20
      FROM generate_series(1, ${groups}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Membership" ("groupId", "personId")
      SELECT g.id, p.id FROM "Person" p
      JOIN "Group" g ON g.slug = 'group-' || 1 + split_part(p.handle, '-', 2)::int % ${groups}`;
  await db.$executeRaw`
    INSERT INTO "Nomination" (id, "groupId", "paperId", "nominatedById", pitch, "createdAt")
      SELECT gen_random_uuid(), g.id, p.id, m."personId", 'We should read this: ' || left(p.abstract, 200), now()
      FROM "Group" g
      JOIN LATERAL (SELECT "personId", row_number() OVER () AS n FROM "Membership" WHERE "groupId" = g.id LIMIT 3) m ON true
      JOIN (SELECT id, abstract, row_number() OVER (ORDER BY id) AS n FROM "Paper") p
        ON p.n = 1 + (split_part(g.slug, '-', 2)::int * 3 + m.n) % 400`;
  await db.$executeRaw`
    INSERT INTO "Upvote" ("paperId", "personId")
      SELECT p.id, r.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "Paper") p
      JOIN "Person" r ON (split_part(r.handle, '-', 2)::int * 7 + p.n) % 40 = 0`;
  await db.$executeRaw`
    UPDATE "PaperStanding" s SET heat = heat + ln(1 + u.count), "upvoteCount" = u.count
    FROM (SELECT "paperId", count(*) FROM "Upvote" GROUP BY 1) u WHERE u."paperId" = s."paperId"`;
  await db.$executeRaw`
    INSERT INTO "Subscription" (id, "personId", "timeZone", "createdAt", "confirmedAt", "nextDueAt")
      SELECT gen_random_uuid(), id, "timeZone", now() - interval '1 day', now() - interval '1 day', now() FROM "Person"`;
  await db.$executeRaw`
    INSERT INTO "DigestSource" ("subscriptionId", position, kind, "topicSlug", "groupId")
      SELECT s.id, x.position, x.kind::"SourceKind", x.topic, x.group
      FROM "Subscription" s JOIN "Person" p ON p.id = s."personId"
      JOIN "Membership" m ON m."personId" = p.id
      CROSS JOIN LATERAL (VALUES
        (1, 'trending', NULL, NULL::uuid),
        (2, 'topic', 'bench-' || 1 + split_part(p.handle, '-', 2)::int % 20, NULL),
        (3, 'group', NULL, m."groupId"),
        (4, 'answers', NULL, NULL)) AS x(position, kind, topic, "group")`;
  // Leaves out the digests' tables, because statistics of an empty table would mislead the planner.
  await db.$executeRaw`
    ANALYZE "Person", "Group", "Membership", "Paper", "PaperStanding", "PaperTopic", "Nomination", "Upvote", "Subscription", "DigestSource"`;
}
