-- What was written for deleted people at the moment of their deletion, or after it, goes.
UPDATE "Person" SET name = 'deleted person', email = NULL, "timeZone" = 'UTC', "moderatorSince" = NULL,
  "operatorSince" = NULL, handle = CASE WHEN handle LIKE 'deleted-%' THEN handle
    ELSE 'deleted-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 10) END
  WHERE "deletedAt" IS NOT NULL;
DO $$
DECLARE
  place text;
BEGIN
  FOREACH place IN ARRAY ARRAY['Session', 'Account', 'EmailChange', 'Subscription', 'CalendarFeed', 'Block',
    'JoinRequest', 'Notification', 'NotificationChoice', 'Following', 'ThreadVisit', 'ReplyAddress', 'Mention',
    'PresenterOffer']
  LOOP
    EXECUTE format('DELETE FROM %I t USING "Person" p WHERE p.id = t."personId" AND p."deletedAt" IS NOT NULL', place);
  END LOOP;
END $$;
UPDATE "Meeting" m SET "presenterId" = NULL, "changedAt" = now(), sequence = sequence + 1
  FROM "Person" p WHERE p.id = m."presenterId" AND p."deletedAt" IS NOT NULL;
DELETE FROM "Vote" v USING "Person" p, "Ballot" b
  WHERE p.id = v."personId" AND p."deletedAt" IS NOT NULL AND b.id = v."ballotId" AND b."closedAt" IS NULL;
UPDATE "Invitation" i SET "revokedAt" = now() FROM "Person" p
  WHERE p.id = i."createdById" AND p."deletedAt" IS NOT NULL AND i."revokedAt" IS NULL AND i."usedAt" IS NULL;
DELETE FROM "Membership" m USING "Person" p WHERE p.id = m."personId" AND p."deletedAt" IS NOT NULL;
UPDATE "Group" g SET "memberCount" = c.members
  FROM (SELECT h.id, count(m."personId")::int AS members FROM "Group" h
    LEFT JOIN "Membership" m ON m."groupId" = h.id GROUP BY h.id) c
  WHERE c.id = g.id AND g."memberCount" <> c.members;
-- A group that lost its owner this way is owned by the member who has been longest in its highest role.
UPDATE "Membership" m SET role = 'owner'
  FROM (SELECT DISTINCT ON ("groupId") "groupId", "personId" FROM "Membership"
    WHERE "groupId" NOT IN (SELECT "groupId" FROM "Membership" WHERE role = 'owner')
    ORDER BY "groupId", role DESC, "joinedAt", "personId") f
  WHERE m."groupId" = f."groupId" AND m."personId" = f."personId";
DELETE FROM "Group" g WHERE NOT EXISTS (SELECT FROM "Membership" m WHERE m."groupId" = g.id);

-- Deleting an account keeps the person's row, emptied. A foreign key would still let anything be written for
-- that person, so each table that refers to a person asks here first. The lock is the one that a foreign key
-- takes, only earlier: a deletion (FOR UPDATE) waits for those who are writing, and who writes later waits for
-- the deletion and is then refused. Nobody else waits.
CREATE FUNCTION demand_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who uuid;
  deleted boolean;
BEGIN
  -- The first argument is the column that holds the person.
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO who USING NEW;
  SELECT "deletedAt" IS NOT NULL INTO deleted FROM public."Person" WHERE id = who FOR KEY SHARE;
  IF deleted THEN
    -- One of many rows that others cause, such as a notification: the rest is written.
    IF TG_ARGV[1] = 'leave out' THEN
      RETURN NULL;
    END IF;
    -- Read by deletedPerson (server/platform/db.ts).
    RAISE EXCEPTION 'deleted person %', who USING ERRCODE = 'CQDEL';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION keep_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'deleted person %', OLD.id USING ERRCODE = 'CQDEL';
END $$;
CREATE TRIGGER deleted BEFORE UPDATE ON "Person" FOR EACH ROW
  WHEN (OLD."deletedAt" IS NOT NULL) EXECUTE FUNCTION keep_deleted();

DO $$
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT k.conrelid::regclass AS "table", a.attname AS "column"
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = 'public."Person"'::regclass
      -- What a deleted person wrote can still be moderated, and told of.
      AND (k.conrelid, a.attname) NOT IN (
        ('public."ModerationAct"'::regclass, 'personId'), ('public."Notification"'::regclass, 'actorId'))
    UNION VALUES ('public."Invitation"'::regclass, 'createdById'::name)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF %I ON %s FOR EACH ROW
        WHEN (NEW.%I IS NOT NULL) EXECUTE FUNCTION demand_person(%L, %L)',
      'demand_' || place."column", place."column", place."table", place."column", place."column",
      CASE WHEN place."table"::text IN ('"Notification"', '"Mention"', '"Following"')
        THEN 'leave out' ELSE 'refuse' END);
  END LOOP;
END $$;
