import type { Client } from "pg";
import { copyInto, loader } from "./copy";
import { dropIndexes, runAll } from "./indexes";
import {
  type Extent,
  groups,
  identifiers,
  LARGE,
  memberships,
  nominations,
  papers,
  paperTopics,
  people,
  planWorld,
  searchWords,
  standings,
  topics,
  upvotes,
} from "./rows";
import { comments, reactions, threads } from "./talk";

const TABLES =
  "Person Paper PaperStanding PaperIdentifier PaperSearch PaperAuthor Topic PaperTopic SearchWord Upvote Group Membership Nomination Thread Comment CommentSearch Reaction".split(
    " ",
  );

/**
 * Builds a world of this size by COPY in an empty, migrated database, on two connections. Foreign keys are not
 * checked during the copy. Counters and stored columns get the values that the product would have written.
 */
export async function buildLargeWorld(
  url: string,
  extent: Extent = LARGE,
  at = Date.now(),
): Promise<void> {
  const world = planWorld(extent, at);
  const clients = [await loader(url), await loader(url)] as const;
  const [one, other] = clients;
  try {
    const indexes = await dropIndexes(one, TABLES);
    const talk = async (client: Client) => {
      await copyInto(
        client,
        "Thread",
        "id paperId groupId commentCount lastNumber lastCommentAt createdAt",
        threads(world),
      );
      await copyInto(
        client,
        "Comment",
        "id threadId authorId parentId depth number body html rendering answerCount reactedCount clientKey createdAt",
        comments(world),
      );
      // The trigger that keeps these is off.
      await client.query(`
        INSERT INTO "CommentSearch" ("commentId", search) SELECT id, prose_search(body) FROM "Comment"`);
      await copyInto(client, "Reaction", "commentId personId kind createdAt", reactions(world));
    };
    const rest = async (client: Client) => {
      await copyInto(
        client,
        "Person",
        "id handle name email timeZone createdAt welcomedAt",
        people(world),
      );
      await copyInto(
        client,
        "Paper",
        "id slug title normalizedTitle abstract abstractHtml excerptHtml rendering authors doi addedAt commentCount",
        papers(world),
      );
      await copyInto(
        client,
        "PaperStanding",
        "paperId addedAt upvoteCount trendingWeight heat",
        standings(world),
      );
      await copyInto(client, "PaperIdentifier", "id paperId type value", identifiers(world));
      // The trigger that keeps these is off.
      await client.query(`
        INSERT INTO "PaperSearch" ("paperId", search)
          SELECT id, paper_search(title, authors, abstract) FROM "Paper"`);
      await copyInto(client, "SearchWord", "word papers", searchWords(world));
      await client.query(`
        INSERT INTO "PaperAuthor" ("paperId", "position", key, name, kin, "isOrganization", "addedAt")
          SELECT p.id, a."position", a.key, a.name, a.kin, a."isOrganization", p."addedAt"
          FROM "Paper" p CROSS JOIN LATERAL paper_authors(p.authors, p."authorParts") a`);
      // The migrations bring the topics with which a site begins.
      await client.query(`DELETE FROM "Topic"`);
      await copyInto(client, "Topic", "slug name paperCount", topics(world));
      await copyInto(client, "PaperTopic", "paperId topicSlug", paperTopics(world));
      await copyInto(client, "Upvote", "paperId personId createdAt", upvotes(world));
      await copyInto(
        client,
        "Group",
        "id slug name description visibility timeZone memberCount createdAt",
        groups(world),
      );
      await copyInto(client, "Membership", "groupId personId role joinedAt", memberships(world));
      await copyInto(
        client,
        "Nomination",
        "id groupId paperId nominatedById pitch createdAt",
        nominations(world),
      );
    };
    await Promise.all([talk(one), rest(other)]);
    await runAll(clients, indexes);
    // Also sets the visibility map, which index-only scans rely on.
    await runAll(
      clients,
      TABLES.map((table) => `VACUUM (ANALYZE) "${table}"`),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
