-- The words of a comment stand in a table of their own. Each reaction writes the comment's row anew, and with it an entry of
-- every index of its table, because the order "best" is one of them: the index of words would take one for each word.
-- CreateTable
CREATE TABLE "CommentSearch" (
    "commentId" UUID NOT NULL,
    "search" tsvector,

    CONSTRAINT "CommentSearch_pkey" PRIMARY KEY ("commentId")
);

INSERT INTO "CommentSearch" ("commentId", "search") SELECT "id", "search" FROM "Comment";

-- DropIndex
DROP INDEX "Comment_search_idx";

-- AlterTable
ALTER TABLE "Comment" DROP COLUMN "search";

-- CreateIndex
CREATE INDEX "CommentSearch_search_idx" ON "CommentSearch" USING GIN ("search");
-- Words are written once now. Without a list of new rows, which each search would have to read whole.
ALTER INDEX "CommentSearch_search_idx" SET (fastupdate = off);

-- AddForeignKey
ALTER TABLE "CommentSearch" ADD CONSTRAINT "CommentSearch_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION keep_comment_search() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO "CommentSearch" ("commentId", "search") VALUES (NEW.id, prose_search(NEW.body))
    ON CONFLICT ("commentId") DO UPDATE SET "search" = EXCLUDED."search";
  RETURN NULL;
END $$;
CREATE TRIGGER comment_search_kept AFTER INSERT OR UPDATE OF body ON "Comment"
  FOR EACH ROW EXECUTE FUNCTION keep_comment_search();

ANALYZE "CommentSearch";
