-- A group may have several open ballots. The index remains for finding them.
DROP INDEX "Ballot_one_open";
CREATE INDEX "Ballot_open" ON "Ballot" ("groupId")
  WHERE "openedAt" IS NOT NULL AND "closedAt" IS NULL AND "cancelledAt" IS NULL;
