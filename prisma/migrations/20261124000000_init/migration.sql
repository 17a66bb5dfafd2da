-- Trigrams forgive a typo, unaccent an accent.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;


-- What the schema language cannot say.
ALTER TABLE "Person" ADD CONSTRAINT "Person_email_lower" CHECK ("email" = lower("email")),
  ADD CONSTRAINT "Person_handle_shape" CHECK ("handle" ~ '^[a-z0-9][a-z0-9-]{1,29}$'),
  ADD CONSTRAINT "Person_deleted_is_nameless" CHECK ("deletedAt" IS NULL OR "email" IS NULL);
ALTER TABLE "Group" ADD CONSTRAINT "Group_slug_shape" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  ADD CONSTRAINT "Group_memberCount_not_negative" CHECK ("memberCount" >= 0);
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_counts_not_negative" CHECK ("upvoteCount" >= 0 AND "commentCount" >= 0);
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_count_not_negative" CHECK ("commentCount" >= 0);
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_closed_with_result" CHECK (("closedAt" IS NULL) = ("result" IS NULL)),
  ADD CONSTRAINT "Ballot_closes_after_opening" CHECK ("closesAt" > "openedAt");
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_position_from_zero" CHECK ("position" >= 0);
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_first_is_own_root"
  CHECK (("parentId" IS NULL) = ("depth" = 0) AND ("parentId" IS NOT NULL OR "rootId" = "id")),
  ADD CONSTRAINT "Comment_tombstone_is_empty" CHECK ("deletedAt" IS NULL OR ("body" = '' AND "html" = ''));
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_person_or_email" CHECK (("personId" IS NULL) <> ("email" IS NULL)),
  ADD CONSTRAINT "Subscription_email_lower" CHECK ("email" = lower("email")),
  ADD CONSTRAINT "Subscription_hour_of_day" CHECK ("hour" BETWEEN 0 AND 23),
  ADD CONSTRAINT "Subscription_iso_weekday" CHECK ("weekday" BETWEEN 1 AND 7);
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_answered_with_answer" CHECK (("answeredAt" IS NULL) = ("accepted" IS NULL));

-- Every "at most one" that holds only while something is open.
CREATE UNIQUE INDEX "JoinRequest_one_unanswered" ON "JoinRequest" ("groupId", "personId") WHERE "answeredAt" IS NULL;
CREATE UNIQUE INDEX "Nomination_one_live" ON "Nomination" ("groupId", "paperId") WHERE "withdrawnAt" IS NULL AND "chosenAt" IS NULL;
CREATE UNIQUE INDEX "Ballot_one_open" ON "Ballot" ("groupId") WHERE "closedAt" IS NULL;
CREATE INDEX "Ballot_due" ON "Ballot" ("closesAt") WHERE "closedAt" IS NULL;
CREATE UNIQUE INDEX "Thread_one_public" ON "Thread" ("paperId") WHERE "groupId" IS NULL;
CREATE UNIQUE INDEX "Membership_one_owner" ON "Membership" ("groupId") WHERE "role" = 'owner';

-- One way to read a text for searching, with or without accents. Immutable because the dictionary is named.
CREATE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent', value)) $$;

CREATE FUNCTION paper_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."search" :=
    setweight(to_tsvector('english', search_text(NEW."title")), 'A') ||
    setweight(to_tsvector('simple', search_text(array_to_string(NEW."authors", ' '))), 'B') ||
    setweight(to_tsvector('english', search_text(NEW."abstract")), 'C');
  RETURN NEW;
END $$;
CREATE TRIGGER paper_search BEFORE INSERT OR UPDATE OF "title", "abstract", "authors" ON "Paper"
  FOR EACH ROW EXECUTE FUNCTION paper_search();
