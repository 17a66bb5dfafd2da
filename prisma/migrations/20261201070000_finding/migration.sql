-- A search for the papers of a year that few are from.
CREATE INDEX "Paper_publishedOn_idx" ON "Paper"("publishedOn");
