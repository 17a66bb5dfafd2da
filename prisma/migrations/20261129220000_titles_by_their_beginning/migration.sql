-- CreateIndex
CREATE INDEX "Paper_normalizedTitle_beginning" ON "Paper"("normalizedTitle" text_pattern_ops);
