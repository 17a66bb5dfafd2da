import type { Client } from "pg";

interface Check {
  name: string;
  /** Selects the faults, as one text column `what`. */
  find: string;
  /** Mends the faults; absent if a person has to decide. */
  mend?: string;
}

const CHECKS: Check[] = [
  {
    name: "upvotes counted on papers",
    find: `SELECT slug AS what FROM "PaperStanding" s JOIN "Paper" p ON p.id = s."paperId" WHERE "upvoteCount" <> (SELECT count(*) FROM "Upvote" u WHERE u."paperId" = p.id)`,
    mend: `UPDATE "PaperStanding" s SET "upvoteCount" = (SELECT count(*) FROM "Upvote" u WHERE u."paperId" = s."paperId")`,
  },
  {
    // A score within a billionth of a week: PostgreSQL and Node.js may round a power differently.
    name: "trending weights that follow from upvotes",
    find: `SELECT slug AS what FROM "PaperStanding" s JOIN "Paper" p ON p.id = s."paperId" CROSS JOIN LATERAL (SELECT trending_weight(p."addedAt") + coalesce(sum(div(trending_weight(u."createdAt") * u.share, 1024)), 0) AS sum FROM "Upvote" u WHERE u."paperId" = p.id) w WHERE abs(s."trendingWeight" - w.sum) > w.sum * 1e-9`,
    mend: `UPDATE "PaperStanding" s SET "trendingWeight" = w.sum, heat = trending_score(w.sum) FROM (SELECT p.id, trending_weight(p."addedAt") + coalesce(sum(div(trending_weight(u."createdAt") * u.share, 1024)), 0) AS sum FROM "Paper" p LEFT JOIN "Upvote" u ON u."paperId" = p.id GROUP BY p.id) w WHERE w.id = s."paperId" AND abs(s."trendingWeight" - w.sum) > w.sum * 1e-9`,
  },
  {
    name: "papers found by their words",
    find: `SELECT slug AS what FROM "Paper" p LEFT JOIN "PaperSearch" s ON s."paperId" = p.id WHERE s.search IS DISTINCT FROM paper_search(p.title, p.authors, p.abstract)`,
    mend: `INSERT INTO "PaperSearch" ("paperId", search) SELECT id, paper_search(title, authors, abstract) FROM "Paper" ON CONFLICT ("paperId") DO UPDATE SET search = EXCLUDED.search`,
  },
  {
    name: "main identifiers of papers among their identifiers",
    find: `SELECT p.slug AS what FROM "Paper" p CROSS JOIN LATERAL (VALUES ('arxiv', p."arxivId"), ('doi', p.doi)) main(type, value) WHERE main.value IS NOT NULL AND NOT EXISTS (SELECT FROM "PaperIdentifier" i WHERE i."paperId" = p.id AND i.type::text = main.type AND i.value = main.value)`,
    mend: `INSERT INTO "PaperIdentifier" (id, "paperId", type, value) SELECT gen_random_uuid(), p.id, main.type::"IdentifierType", main.value FROM "Paper" p CROSS JOIN LATERAL (VALUES ('arxiv', p."arxivId"), ('doi', p.doi)) main(type, value) WHERE main.value IS NOT NULL ON CONFLICT DO NOTHING`,
  },
  {
    name: "comments found by their words",
    find: `SELECT id::text AS what FROM "Comment" c LEFT JOIN "CommentSearch" s ON s."commentId" = c.id WHERE s.search IS DISTINCT FROM prose_search(c.body)`,
    mend: `INSERT INTO "CommentSearch" ("commentId", search) SELECT id, prose_search(body) FROM "Comment" ON CONFLICT ("commentId") DO UPDATE SET search = EXCLUDED.search`,
  },
  {
    name: "papers found by their authors",
    find: `SELECT p.slug AS what FROM "Paper" p WHERE EXISTS ((SELECT a."position", a.key, a.name, a.kin, a."isOrganization", p."addedAt" FROM paper_authors(p.authors, p."authorParts") a) EXCEPT (SELECT h."position", h.key, h.name, h.kin, h."isOrganization", h."addedAt" FROM "PaperAuthor" h WHERE h."paperId" = p.id)) OR (SELECT count(*) FROM "PaperAuthor" h WHERE h."paperId" = p.id) <> (SELECT count(*) FROM paper_authors(p.authors, p."authorParts"))`,
    mend: `DELETE FROM "PaperAuthor"; INSERT INTO "PaperAuthor" ("paperId", "position", key, name, kin, "isOrganization", "addedAt") SELECT p.id, a."position", a.key, a.name, a.kin, a."isOrganization", p."addedAt" FROM "Paper" p CROSS JOIN LATERAL paper_authors(p.authors, p."authorParts") a`,
  },
  {
    name: "papers counted on topics",
    find: `SELECT slug AS what FROM "Topic" t WHERE "paperCount" <> (SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug)`,
    mend: `UPDATE "Topic" t SET "paperCount" = (SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug)`,
  },
  {
    name: "comments counted on threads",
    find: `SELECT id::text AS what FROM "Thread" t WHERE "commentCount" <> (SELECT count(*) FROM "Comment" c WHERE c."threadId" = t.id AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL)`,
    mend: `UPDATE "Thread" t SET "commentCount" = (SELECT count(*) FROM "Comment" c WHERE c."threadId" = t.id AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL)`,
  },
  {
    name: "public comments counted on papers",
    find: `SELECT slug AS what FROM "Paper" p WHERE "commentCount" <> (SELECT count(*) FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" WHERE t."paperId" = p.id AND t."groupId" IS NULL AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL)`,
    mend: `UPDATE "Paper" p SET "commentCount" = (SELECT count(*) FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" WHERE t."paperId" = p.id AND t."groupId" IS NULL AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL)`,
  },
  {
    name: "members counted on groups",
    find: `SELECT slug AS what FROM "Group" g WHERE "memberCount" <> (SELECT count(*) FROM "Membership" m WHERE m."groupId" = g.id)`,
    mend: `UPDATE "Group" g SET "memberCount" = (SELECT count(*) FROM "Membership" m WHERE m."groupId" = g.id)`,
  },
  {
    name: "every group has an owner",
    find: `SELECT slug AS what FROM "Group" g WHERE NOT EXISTS (SELECT FROM "Membership" m WHERE m."groupId" = g.id AND m.role = 'owner')`,
  },
  {
    name: "replies counted on comments",
    find: `SELECT id::text AS what FROM "Comment" c WHERE "answerCount" <> (SELECT count(*) FROM "Comment" a WHERE a."parentId" = c.id)`,
    mend: `UPDATE "Comment" c SET "answerCount" = (SELECT count(*) FROM "Comment" a WHERE a."parentId" = c.id)`,
  },
  {
    name: "people who react counted on comments",
    find: `SELECT id::text AS what FROM "Comment" c WHERE "reactedCount" <> (SELECT count(DISTINCT "personId") FROM "Reaction" r WHERE r."commentId" = c.id AND r."personId" <> c."authorId")`,
    mend: `UPDATE "Comment" c SET "reactedCount" = (SELECT count(DISTINCT "personId") FROM "Reaction" r WHERE r."commentId" = c.id AND r."personId" <> c."authorId")`,
  },
  {
    name: "comments numbered within their thread",
    find: `SELECT t.id::text AS what FROM "Thread" t WHERE "lastNumber" < coalesce((SELECT max("number") FROM "Comment" c WHERE c."threadId" = t.id), 0)`,
    mend: `UPDATE "Thread" t SET "lastNumber" = (SELECT max("number") FROM "Comment" c WHERE c."threadId" = t.id) WHERE "lastNumber" < (SELECT max("number") FROM "Comment" c WHERE c."threadId" = t.id)`,
  },
  {
    name: "replies are in the thread of the comment they reply to",
    find: `SELECT c.id::text AS what FROM "Comment" c JOIN "Comment" p ON p.id = c."parentId" WHERE c."threadId" <> p."threadId" OR c.depth <> p.depth + 1`,
  },
  {
    name: "candidates are nominations of the ballot's own group",
    find: `SELECT c.id::text AS what FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId" JOIN "Nomination" n ON n.id = c."nominationId" WHERE n."groupId" <> b."groupId" OR n."paperId" <> c."paperId"`,
  },
  {
    name: "readings follow from the ballot of their group",
    find: `SELECT r.id::text AS what FROM "Reading" r JOIN "Ballot" b ON b.id = r."ballotId" WHERE b."groupId" <> r."groupId" OR b."closedAt" IS NULL`,
  },
  {
    name: "meetings are about a reading of their own group",
    find: `SELECT m.id::text AS what FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId" WHERE r."groupId" <> m."groupId"`,
  },
];

export interface Finding {
  name: string;
  wrong: string[];
  mended: boolean;
}

/** Recounts counters and finds faults that constraints cannot prevent. @param mend whether to correct counters */
export async function checkDatabase(client: Client, mend: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    const { rows } = await client.query<{ what: string }>(`${check.find} LIMIT 20`);
    const mended = mend && rows.length > 0 && check.mend !== undefined;
    if (mended && check.mend) await client.query(check.mend);
    findings.push({ name: check.name, wrong: rows.map(({ what }) => what), mended });
  }
  return findings;
}
