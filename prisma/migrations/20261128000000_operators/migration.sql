-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "operatorSince" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Digest_sentAt_idx" ON "Digest"("sentAt");

-- CreateIndex
CREATE INDEX "Digest_failedAt_idx" ON "Digest"("failedAt");

-- CreateIndex
CREATE INDEX "SuppressedAddress_createdAt_idx" ON "SuppressedAddress"("createdAt");
