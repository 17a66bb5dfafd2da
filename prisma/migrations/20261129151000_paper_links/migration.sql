-- CreateIndex
CREATE INDEX "Paper_url_idx" ON "Paper" USING HASH ("url");
