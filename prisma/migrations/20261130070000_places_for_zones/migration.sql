-- Abbreviations such as EST, which earlier versions took, mostly have no summer time. Each becomes the place that the
-- form suggests for it today (server/platform/time/zones.ts). A rhythm takes the zone of its group at its next turn.
CREATE TEMPORARY TABLE place (short text PRIMARY KEY, zone text NOT NULL);
INSERT INTO place VALUES
  ('EST', 'America/New_York'), ('EDT', 'America/New_York'), ('ET', 'America/New_York'), ('EST5EDT', 'America/New_York'),
  ('CST', 'America/Chicago'), ('CDT', 'America/Chicago'), ('CT', 'America/Chicago'), ('CST6CDT', 'America/Chicago'),
  ('MST', 'America/Denver'), ('MDT', 'America/Denver'), ('MT', 'America/Denver'), ('MST7MDT', 'America/Denver'),
  ('PST', 'America/Los_Angeles'), ('PDT', 'America/Los_Angeles'), ('PT', 'America/Los_Angeles'), ('PST8PDT', 'America/Los_Angeles'),
  ('CET', 'Europe/Berlin'), ('CEST', 'Europe/Berlin'), ('MET', 'Europe/Berlin'), ('MEZ', 'Europe/Berlin'),
  ('EET', 'Europe/Athens'), ('EEST', 'Europe/Athens'),
  ('WET', 'Europe/Lisbon'), ('WEST', 'Europe/Lisbon'),
  ('GMT', 'Europe/London'), ('BST', 'Europe/London'),
  ('HST', 'Pacific/Honolulu'),
  ('IST', 'Asia/Kolkata'),
  ('JST', 'Asia/Tokyo');
UPDATE "Person" SET "timeZone" = zone FROM place WHERE upper("timeZone") = short;
UPDATE "Group" SET "timeZone" = zone FROM place WHERE upper("timeZone") = short;
UPDATE "Subscription" SET "timeZone" = zone FROM place WHERE upper("timeZone") = short;
DROP TABLE place;
