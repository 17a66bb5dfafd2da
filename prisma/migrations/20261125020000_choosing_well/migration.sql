-- CreateEnum
CREATE TYPE "TieBreak" AS ENUM ('nomination', 'draw', 'organizer');

-- CreateEnum
CREATE TYPE "Electorate" AS ENUM ('fixed', 'open');

-- CreateEnum
CREATE TYPE "CandidateList" AS ENUM ('frozen', 'open');

-- CreateEnum
CREATE TYPE "ResultSight" AS ENUM ('always', 'afterVote', 'atEnd');

-- CreateEnum
CREATE TYPE "QuorumMissed" AS ENUM ('extend', 'none');

-- CreateEnum
CREATE TYPE "BallotOutcome" AS ENUM ('chosen', 'tied', 'decided', 'none', 'noQuorum');

-- CreateEnum
CREATE TYPE "BallotEventKind" AS ENUM ('drafted', 'opened', 'candidateAdded', 'frozen', 'extended', 'closed', 'decided', 'announced', 'cancelled');

-- CreateTable
CREATE TABLE "BallotEvent" (
    "id" UUID NOT NULL,
    "ballotId" UUID NOT NULL,
    "kind" "BallotEventKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "BallotEvent_pkey" PRIMARY KEY ("id")
);

-- Who opened and closed, from now on, one row a step.
INSERT INTO "BallotEvent" ("id", "ballotId", "kind", "at", "byId")
  SELECT gen_random_uuid(), b."id", 'opened', b."openedAt", p."id"
  FROM "Ballot" b LEFT JOIN "Person" p ON p."id" = b."openedById";
INSERT INTO "BallotEvent" ("id", "ballotId", "kind", "at", "byId")
  SELECT gen_random_uuid(), b."id", 'closed', b."closedAt", p."id"
  FROM "Ballot" b LEFT JOIN "Person" p ON p."id" = b."closedById" WHERE b."closedAt" IS NOT NULL;
INSERT INTO "BallotEvent" ("id", "ballotId", "kind", "at")
  SELECT gen_random_uuid(), "ballotId", 'announced', "chosenAt" FROM "Reading" WHERE "ballotId" IS NOT NULL;

-- AlterTable
ALTER TABLE "Ballot" DROP COLUMN "closedById",
DROP COLUMN "openedById",
ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "candidateList" "CandidateList" NOT NULL DEFAULT 'frozen',
ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "drawSeed" TEXT,
ADD COLUMN     "election" JSONB,
ADD COLUMN     "electorate" "Electorate" NOT NULL DEFAULT 'open',
ADD COLUMN     "extendedAt" TIMESTAMPTZ(3),
ADD COLUMN     "opensAt" TIMESTAMPTZ(3),
ADD COLUMN     "outcome" "BallotOutcome",
ADD COLUMN     "quorum" INTEGER,
ADD COLUMN     "quorumMissed" "QuorumMissed" NOT NULL DEFAULT 'extend',
ADD COLUMN     "secret" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "sight" "ResultSight" NOT NULL DEFAULT 'atEnd',
ADD COLUMN     "tieBreak" "TieBreak" NOT NULL DEFAULT 'nomination',
ADD COLUMN     "turnAt" TIMESTAMPTZ(3),
DROP COLUMN "rule",
ADD COLUMN     "rule" TEXT NOT NULL DEFAULT 'approval',
ALTER COLUMN "openedAt" DROP NOT NULL,
ALTER COLUMN "openedAt" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Candidate" ADD COLUMN     "place" INTEGER;

-- AlterTable: votes that are there get a receipt each, too.
ALTER TABLE "Vote" ADD COLUMN     "receipt" TEXT NOT NULL DEFAULT upper(substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 17));

-- DropEnum
DROP TYPE "VotingRule";

-- CreateTable
CREATE TABLE "PresenterOffer" (
    "nominationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PresenterOffer_pkey" PRIMARY KEY ("nominationId","personId")
);

-- CreateTable
CREATE TABLE "Carried" (
    "ballotId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "weight" TEXT NOT NULL,
    "after" TEXT NOT NULL,

    CONSTRAINT "Carried_pkey" PRIMARY KEY ("ballotId","personId")
);

-- CreateTable
CREATE TABLE "Rhythm" (
    "groupId" UUID NOT NULL,
    "fromDay" TEXT NOT NULL,
    "everyWeeks" INTEGER NOT NULL DEFAULT 1,
    "opensOn" INTEGER NOT NULL,
    "opensTime" TEXT NOT NULL,
    "closesOn" INTEGER NOT NULL,
    "closesTime" TEXT NOT NULL,
    "candidates" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "tieBreak" "TieBreak" NOT NULL,
    "electorate" "Electorate" NOT NULL,
    "candidateList" "CandidateList" NOT NULL,
    "sight" "ResultSight" NOT NULL,
    "secret" BOOLEAN NOT NULL,
    "quorum" INTEGER,
    "quorumMissed" "QuorumMissed" NOT NULL,
    "timeZone" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedById" UUID,

    CONSTRAINT "Rhythm_pkey" PRIMARY KEY ("groupId")
);

-- CreateIndex
CREATE INDEX "BallotEvent_ballotId_at_idx" ON "BallotEvent"("ballotId", "at");

-- CreateIndex
CREATE INDEX "BallotEvent_byId_idx" ON "BallotEvent"("byId");

-- CreateIndex
CREATE INDEX "PresenterOffer_personId_idx" ON "PresenterOffer"("personId");

-- CreateIndex
CREATE INDEX "Carried_personId_idx" ON "Carried"("personId");

-- CreateIndex
CREATE INDEX "Rhythm_nextAt_idx" ON "Rhythm"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Ballot_groupId_turnAt_key" ON "Ballot"("groupId", "turnAt");

-- CreateIndex
CREATE UNIQUE INDEX "Vote_ballotId_receipt_key" ON "Vote"("ballotId", "receipt");

-- AddForeignKey
ALTER TABLE "BallotEvent" ADD CONSTRAINT "BallotEvent_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "Ballot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BallotEvent" ADD CONSTRAINT "BallotEvent_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresenterOffer" ADD CONSTRAINT "PresenterOffer_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresenterOffer" ADD CONSTRAINT "PresenterOffer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Carried" ADD CONSTRAINT "Carried_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "Ballot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Carried" ADD CONSTRAINT "Carried_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rhythm" ADD CONSTRAINT "Rhythm_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Ballots that closed before: what was counted, and the result as the rules give it now.
UPDATE "Ballot" b SET
  "outcome" = CASE WHEN b."result"->>'winner' IS NULL THEN 'none' ELSE 'chosen' END::"BallotOutcome",
  "election" = jsonb_build_object(
    'rule', 'approval',
    'candidates', (SELECT jsonb_agg(c."id" ORDER BY c."position") FROM "Candidate" c WHERE c."ballotId" = b."id"),
    'votes', (SELECT coalesce(jsonb_agg(jsonb_build_object('receipt', v."receipt", 'approvals', v."answer"->'approvals') ORDER BY v."receipt"), '[]')
      FROM "Vote" v WHERE v."ballotId" = b."id")),
  "result" = jsonb_build_object(
    'rule', 'approval',
    'voters', b."result"->'voters',
    'abstentions', b."result"->'abstentions',
    'winner', b."result"->'winner',
    'tied', b."result"->'tied',
    'ranking', (SELECT jsonb_agg(tier."names" ORDER BY tier."approvals" DESC) FROM (
      SELECT jsonb_agg(count."value"->'candidate' ORDER BY count."place") AS "names", (count."value"->>'approvals')::int AS "approvals"
      FROM jsonb_array_elements(b."result"->'counts') WITH ORDINALITY AS count("value", "place") GROUP BY 2) tier),
    'scores', (SELECT jsonb_object_agg(count->>'candidate', count->'approvals') FROM jsonb_array_elements(b."result"->'counts') count))
  WHERE b."closedAt" IS NOT NULL;
UPDATE "Candidate" c SET "place" = 1 + (
    SELECT count(*) FROM jsonb_each(b."result"->'scores') other
    WHERE other.value::text::int > (b."result"->'scores'->>c."id"::text)::int)
  FROM "Ballot" b WHERE b."id" = c."ballotId" AND b."outcome" = 'chosen';

-- What the schema language cannot say.
ALTER TABLE "Ballot" DROP CONSTRAINT "Ballot_closed_with_result",
  ADD CONSTRAINT "Ballot_closed_with_result" CHECK (
    ("closedAt" IS NULL) = ("result" IS NULL)
    AND ("closedAt" IS NULL) = ("election" IS NULL) AND ("closedAt" IS NULL) = ("outcome" IS NULL)),
  ADD CONSTRAINT "Ballot_closed_once_opened" CHECK ("closedAt" IS NULL OR ("openedAt" IS NOT NULL AND "cancelledAt" IS NULL)),
  ADD CONSTRAINT "Ballot_closes_after_planned_opening" CHECK ("closesAt" > "opensAt"),
  ADD CONSTRAINT "Ballot_quorum_positive" CHECK ("quorum" > 0),
  ADD CONSTRAINT "Ballot_rule_known" CHECK ("rule" IN ('approval', 'plurality', 'borda', 'irv', 'schulze', 'ranked-pairs',
    'score', 'star', 'perpetual-consensus', 'perpetual-pav', 'perpetual-quota'));
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_place_from_one" CHECK ("place" >= 1);
ALTER TABLE "Rhythm" ADD CONSTRAINT "Rhythm_weekdays" CHECK ("opensOn" BETWEEN 1 AND 7 AND "closesOn" BETWEEN 1 AND 7),
  ADD CONSTRAINT "Rhythm_times" CHECK ("opensTime" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND "closesTime" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT "Rhythm_day" CHECK ("fromDay" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ADD CONSTRAINT "Rhythm_weeks" CHECK ("everyWeeks" BETWEEN 1 AND 52),
  ADD CONSTRAINT "Rhythm_candidates" CHECK ("candidates" >= 1),
  ADD CONSTRAINT "Rhythm_quorum_positive" CHECK ("quorum" > 0),
  ADD CONSTRAINT "Rhythm_rule_known" CHECK ("rule" IN ('approval', 'plurality', 'borda', 'irv', 'schulze', 'ranked-pairs',
    'score', 'star', 'perpetual-consensus', 'perpetual-pav', 'perpetual-quota'));

-- "Open" is: opened, and neither closed nor cancelled.
DROP INDEX "Ballot_one_open";
CREATE UNIQUE INDEX "Ballot_one_open" ON "Ballot" ("groupId")
  WHERE "openedAt" IS NOT NULL AND "closedAt" IS NULL AND "cancelledAt" IS NULL;
DROP INDEX "Ballot_due";
CREATE INDEX "Ballot_due" ON "Ballot" ("closesAt")
  WHERE "openedAt" IS NOT NULL AND "closedAt" IS NULL AND "cancelledAt" IS NULL;
CREATE INDEX "Ballot_to_open" ON "Ballot" ("opensAt") WHERE "openedAt" IS NULL AND "cancelledAt" IS NULL;
