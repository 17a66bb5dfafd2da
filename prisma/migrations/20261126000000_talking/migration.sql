-- CreateEnum
CREATE TYPE "FollowLevel" AS ENUM ('follow', 'mute');

-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('answer', 'mention', 'comment', 'paper', 'nomination', 'ballot', 'result', 'meeting', 'moderation');

-- CreateEnum
CREATE TYPE "NotificationVia" AS ENUM ('mail', 'digest', 'app', 'none');

-- CreateEnum
CREATE TYPE "CommentLabel" AS ENUM ('question', 'summary', 'critique', 'code', 'typo');

-- CreateEnum
CREATE TYPE "ReactionKind" AS ENUM ('agree', 'insightful', 'thanks', 'curious', 'celebrate');

-- CreateEnum
CREATE TYPE "QuoteSource" AS ENUM ('title', 'abstract', 'paper');

-- CreateEnum
CREATE TYPE "ModerationKind" AS ENUM ('hide', 'restore', 'remove', 'lock', 'unlock', 'dismiss', 'suspend', 'reinstate');

-- DropIndex
DROP INDEX "Comment_parentId_idx";

-- DropIndex
DROP INDEX "Comment_threadId_rootId_createdAt_idx";

-- AlterTable
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_first_is_own_root";
ALTER TABLE "Comment" DROP COLUMN "rootId",
ADD COLUMN     "answerCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "answeredAt" TIMESTAMPTZ(3),
ADD COLUMN     "answeredById" UUID,
ADD COLUMN     "hiddenAt" TIMESTAMPTZ(3),
ADD COLUMN     "hiddenById" UUID,
ADD COLUMN     "label" "CommentLabel",
ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pinnedAt" TIMESTAMPTZ(3),
ADD COLUMN     "pinnedById" UUID,
ADD COLUMN     "reactedCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "search" tsvector,
ADD COLUMN     "spoiler" TEXT;

-- AlterTable
ALTER TABLE "MeetingText" ADD COLUMN     "search" tsvector;


-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "moderatorSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Thread" ADD COLUMN     "lastNumber" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lockedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lockedById" UUID,
ADD COLUMN     "meetingId" UUID,
ALTER COLUMN "paperId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Suspension" (
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "suspendedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "suspendedById" UUID,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "Suspension_pkey" PRIMARY KEY ("groupId","personId")
);

-- CreateTable
CREATE TABLE "Following" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "threadId" UUID,
    "paperId" UUID,
    "topicSlug" TEXT,
    "groupId" UUID,
    "level" "FollowLevel" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Following_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadVisit" (
    "personId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "seenNumber" INTEGER NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ThreadVisit_pkey" PRIMARY KEY ("personId","threadId")
);

-- CreateTable
CREATE TABLE "NotificationChoice" (
    "personId" UUID NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "via" "NotificationVia" NOT NULL,

    CONSTRAINT "NotificationChoice_pkey" PRIMARY KEY ("personId","kind")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "actorId" UUID,
    "groupId" UUID,
    "threadId" UUID,
    "commentId" UUID,
    "paperId" UUID,
    "ballotId" UUID,
    "meetingId" UUID,
    "via" "NotificationVia" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplyAddress" (
    "id" SERIAL NOT NULL,
    "personId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReplyAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Block" (
    "personId" UUID NOT NULL,
    "blockedId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Block_pkey" PRIMARY KEY ("personId","blockedId")
);

-- CreateTable
CREATE TABLE "CommentVersion" (
    "commentId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommentVersion_pkey" PRIMARY KEY ("commentId","version")
);

-- CreateTable
CREATE TABLE "Quote" (
    "commentId" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "source" "QuoteSource" NOT NULL,
    "exact" TEXT NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "suffix" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("commentId")
);

-- CreateTable
CREATE TABLE "Reaction" (
    "commentId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "ReactionKind" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reaction_pkey" PRIMARY KEY ("commentId","personId","kind")
);

-- CreateTable
CREATE TABLE "Mention" (
    "commentId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("commentId","personId")
);

-- CreateTable
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "reporterId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handledAt" TIMESTAMPTZ(3),
    "handledById" UUID,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModerationAct" (
    "id" UUID NOT NULL,
    "kind" "ModerationKind" NOT NULL,
    "groupId" UUID,
    "actorId" UUID NOT NULL,
    "personId" UUID,
    "threadId" UUID,
    "commentId" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ModerationAct_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Suspension_personId_idx" ON "Suspension"("personId");

-- CreateIndex
CREATE INDEX "Following_threadId_idx" ON "Following"("threadId");

-- CreateIndex
CREATE INDEX "Following_paperId_idx" ON "Following"("paperId");

-- CreateIndex
CREATE INDEX "Following_topicSlug_idx" ON "Following"("topicSlug");

-- CreateIndex
CREATE INDEX "Following_groupId_idx" ON "Following"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "Following_personId_threadId_key" ON "Following"("personId", "threadId");

-- CreateIndex
CREATE UNIQUE INDEX "Following_personId_paperId_key" ON "Following"("personId", "paperId");

-- CreateIndex
CREATE UNIQUE INDEX "Following_personId_topicSlug_key" ON "Following"("personId", "topicSlug");

-- CreateIndex
CREATE UNIQUE INDEX "Following_personId_groupId_key" ON "Following"("personId", "groupId");

-- CreateIndex
CREATE INDEX "ThreadVisit_threadId_idx" ON "ThreadVisit"("threadId");

-- CreateIndex
CREATE INDEX "Notification_personId_createdAt_idx" ON "Notification"("personId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Notification_actorId_idx" ON "Notification"("actorId");

-- CreateIndex
CREATE INDEX "Notification_groupId_idx" ON "Notification"("groupId");

-- CreateIndex
CREATE INDEX "Notification_threadId_idx" ON "Notification"("threadId");

-- CreateIndex
CREATE INDEX "Notification_commentId_idx" ON "Notification"("commentId");

-- CreateIndex
CREATE INDEX "Notification_paperId_idx" ON "Notification"("paperId");

-- CreateIndex
CREATE INDEX "Notification_ballotId_idx" ON "Notification"("ballotId");

-- CreateIndex
CREATE INDEX "Notification_meetingId_idx" ON "Notification"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_personId_subject_key" ON "Notification"("personId", "subject");

-- CreateIndex
CREATE INDEX "ReplyAddress_threadId_idx" ON "ReplyAddress"("threadId");

-- CreateIndex
CREATE UNIQUE INDEX "ReplyAddress_personId_threadId_key" ON "ReplyAddress"("personId", "threadId");

-- CreateIndex
CREATE INDEX "Block_blockedId_idx" ON "Block"("blockedId");

-- CreateIndex
CREATE INDEX "Quote_threadId_idx" ON "Quote"("threadId");

-- CreateIndex
CREATE INDEX "Reaction_personId_idx" ON "Reaction"("personId");

-- CreateIndex
CREATE INDEX "Mention_personId_idx" ON "Mention"("personId");

-- CreateIndex
CREATE INDEX "Report_createdAt_idx" ON "Report"("createdAt");

-- CreateIndex
CREATE INDEX "Report_reporterId_idx" ON "Report"("reporterId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_commentId_reporterId_key" ON "Report"("commentId", "reporterId");

-- CreateIndex
CREATE INDEX "ModerationAct_groupId_createdAt_idx" ON "ModerationAct"("groupId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "ModerationAct_personId_createdAt_idx" ON "ModerationAct"("personId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "ModerationAct_actorId_idx" ON "ModerationAct"("actorId");

-- CreateIndex
CREATE INDEX "ModerationAct_threadId_idx" ON "ModerationAct"("threadId");

-- CreateIndex
CREATE INDEX "ModerationAct_commentId_idx" ON "ModerationAct"("commentId");

-- CreateIndex
CREATE INDEX "Comment_parentId_number_idx" ON "Comment"("parentId", "number");

-- CreateIndex
CREATE INDEX "Comment_parentId_reactedCount_number_idx" ON "Comment"("parentId", "reactedCount" DESC, "number");

-- CreateIndex
CREATE INDEX "Comment_search_idx" ON "Comment" USING GIN ("search");

-- Comments written before: their numbers, and what is counted on them.
UPDATE "Comment" c SET "number" = n."number", "answerCount" = n."answers" FROM (
    SELECT "id", row_number() OVER (PARTITION BY "threadId" ORDER BY "createdAt", "depth", "id") AS "number",
      (SELECT count(*) FROM "Comment" a WHERE a."parentId" = o."id") AS "answers" FROM "Comment" o) n
  WHERE n."id" = c."id";
ALTER TABLE "Comment" ALTER COLUMN "number" DROP DEFAULT;
UPDATE "Thread" t SET "lastNumber" = coalesce((SELECT max("number") FROM "Comment" c WHERE c."threadId" = t."id"), 0);

-- CreateIndex
CREATE UNIQUE INDEX "Comment_threadId_number_key" ON "Comment"("threadId", "number");

-- CreateIndex
CREATE INDEX "MeetingText_search_idx" ON "MeetingText" USING GIN ("search");

-- CreateIndex
CREATE UNIQUE INDEX "Thread_meetingId_key" ON "Thread"("meetingId");

-- AddForeignKey
ALTER TABLE "Suspension" ADD CONSTRAINT "Suspension_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suspension" ADD CONSTRAINT "Suspension_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Following" ADD CONSTRAINT "Following_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Following" ADD CONSTRAINT "Following_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Following" ADD CONSTRAINT "Following_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Following" ADD CONSTRAINT "Following_topicSlug_fkey" FOREIGN KEY ("topicSlug") REFERENCES "Topic"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Following" ADD CONSTRAINT "Following_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadVisit" ADD CONSTRAINT "ThreadVisit_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadVisit" ADD CONSTRAINT "ThreadVisit_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationChoice" ADD CONSTRAINT "NotificationChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "Ballot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Block" ADD CONSTRAINT "Block_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Block" ADD CONSTRAINT "Block_blockedId_fkey" FOREIGN KEY ("blockedId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentVersion" ADD CONSTRAINT "CommentVersion_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reaction" ADD CONSTRAINT "Reaction_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_reporterId_fkey" FOREIGN KEY ("reporterId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_on_one_thing" CHECK (("paperId" IS NULL) <> ("meetingId" IS NULL)),
  ADD CONSTRAINT "Thread_of_meeting_is_the_groups" CHECK ("meetingId" IS NULL OR "groupId" IS NOT NULL),
  ADD CONSTRAINT "Thread_locked_by_somebody" CHECK (("lockedAt" IS NULL) = ("lockedById" IS NULL)),
  ADD CONSTRAINT "Thread_number_not_negative" CHECK ("lastNumber" >= 0);
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_first_has_no_depth" CHECK (("parentId" IS NULL) = ("depth" = 0)),
  ADD CONSTRAINT "Comment_number_from_one" CHECK ("number" >= 1),
  ADD CONSTRAINT "Comment_counts_not_negative" CHECK ("answerCount" >= 0 AND "reactedCount" >= 0),
  ADD CONSTRAINT "Comment_only_questions_are_answered"
    CHECK (("answeredAt" IS NULL) = ("answeredById" IS NULL) AND ("answeredAt" IS NULL OR "label" = 'question')),
  ADD CONSTRAINT "Comment_pinned_stands" CHECK ("pinnedAt" IS NULL OR ("deletedAt" IS NULL AND "hiddenAt" IS NULL)),
  ADD CONSTRAINT "Comment_hidden_or_deleted" CHECK ("hiddenAt" IS NULL OR "deletedAt" IS NULL);
ALTER TABLE "CommentVersion" ADD CONSTRAINT "CommentVersion_from_one" CHECK ("version" >= 1);
ALTER TABLE "Block" ADD CONSTRAINT "Block_somebody_else" CHECK ("personId" <> "blockedId");
ALTER TABLE "Suspension" ADD CONSTRAINT "Suspension_ends_later" CHECK ("until" > "suspendedAt");
ALTER TABLE "Following" ADD CONSTRAINT "Following_one_thing" CHECK (num_nonnulls("threadId", "paperId", "topicSlug", "groupId") = 1);
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_not_of_own_doing" CHECK ("actorId" <> "personId"),
  ADD CONSTRAINT "Notification_is_told" CHECK ("via" <> 'none');

-- Pages of first comments, in each order; key points; open reports; what is still to be told.
CREATE INDEX "Comment_first_by_number" ON "Comment" ("threadId", "number") WHERE "parentId" IS NULL;
CREATE INDEX "Comment_first_by_reactions" ON "Comment" ("threadId", "reactedCount" DESC, "number") WHERE "parentId" IS NULL;
CREATE INDEX "Comment_key_points" ON "Comment" ("threadId", "pinnedAt") WHERE "pinnedAt" IS NOT NULL;
CREATE INDEX "Report_open" ON "Report" ("commentId") WHERE "handledAt" IS NULL;
CREATE INDEX "Notification_unread" ON "Notification" ("personId") WHERE "readAt" IS NULL;
CREATE INDEX "Notification_for_digest" ON "Notification" ("personId", "createdAt") WHERE "via" = 'digest' AND "mailedAt" IS NULL;

-- Searching, in the same reading of words as papers.
CREATE FUNCTION prose_search(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_tsvector('pg_catalog.english', public.search_text(body)) $$;
DROP INDEX "Comment_search_idx";
ALTER TABLE "Comment" DROP COLUMN "search",
  ADD COLUMN "search" tsvector GENERATED ALWAYS AS (prose_search("body")) STORED;
CREATE INDEX "Comment_search_idx" ON "Comment" USING GIN ("search");
DROP INDEX "MeetingText_search_idx";
ALTER TABLE "MeetingText" DROP COLUMN "search",
  ADD COLUMN "search" tsvector GENERATED ALWAYS AS (prose_search("body")) STORED;
CREATE INDEX "MeetingText_search_idx" ON "MeetingText" USING GIN ("search");
