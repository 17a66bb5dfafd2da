-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "quotedText" TEXT;

-- What is deleted or hidden keeps nothing that was cut off a mail.
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_quoted_text_stands"
    CHECK ("quotedText" IS NULL OR ("deletedAt" IS NULL AND "hiddenAt" IS NULL)),
  ADD CONSTRAINT "Comment_quoted_text_is_short" CHECK (char_length("quotedText") BETWEEN 1 AND 10000);
