-- A ballot can choose up to three papers, each a reading of its own.
ALTER TABLE "Ballot" ADD COLUMN "seats" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Rhythm" ADD COLUMN "seats" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Reading" ADD COLUMN "seat" INTEGER NOT NULL DEFAULT 1;

DROP INDEX "Reading_ballotId_key";
CREATE UNIQUE INDEX "Reading_ballotId_seat_key" ON "Reading"("ballotId", "seat");

-- What the schema language cannot say.
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_seats" CHECK (
  "seats" BETWEEN 1 AND 3 AND ("seats" = 1 OR "rule" NOT LIKE 'perpetual-%'));
ALTER TABLE "Rhythm" ADD CONSTRAINT "Rhythm_seats" CHECK (
  "seats" BETWEEN 1 AND 3 AND ("seats" = 1 OR "rule" NOT LIKE 'perpetual-%'));
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_seat" CHECK ("seat" BETWEEN 1 AND 3);
