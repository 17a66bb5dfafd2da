-- Models that read before this column was there count as used now.
ALTER TABLE "MeaningModel" ADD COLUMN "usedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
