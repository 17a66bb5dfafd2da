-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('year', 'month', 'day');

-- AlterEnum
ALTER TYPE "PaperField" ADD VALUE 'venue';

-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "authorParts" JSONB,
ADD COLUMN     "publishedPrecision" "DatePrecision" NOT NULL DEFAULT 'day',
ADD COLUMN     "venue" TEXT;
