import { expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { choicesLike, copyDefaults, newBallotDefaults, usualChoices } from "./ballot-defaults";

type Pool = Parameters<typeof newBallotDefaults>[0];
type Copied = Parameters<typeof copyDefaults>[0];

const NOW = new Date("2026-05-04T16:00:00Z");
const pool = ["one", "two", "three"].map((id) => ({ id })) as Pool;
const LAST = {
  ...USUAL_CHOICES,
  rule: "schulze" as const,
  secret: false,
  quorum: 3,
  openedAt: new Date("2026-04-01T09:00:00Z"),
  closesAt: new Date("2026-04-06T10:00:00Z"),
};

it("starts with the site's choices, or with those of the last ballot and its days", () => {
  const usual = usualChoices("UTC", NOW);
  expect(usual).toEqual({ ...USUAL_CHOICES, closesAt: { date: "2026-05-07", time: "18:00" } });
  const { openedAt: _, closesAt: __, ...choices } = LAST;
  const like = choicesLike(LAST, "UTC", NOW);
  expect(like).toEqual({ ...choices, closesAt: { date: "2026-05-09", time: "10:00" } });
  const nominationIds = ["one", "two", "three"];
  expect(newBallotDefaults(pool, like)).toMatchObject({
    ...like,
    draft: false,
    nominationIds,
  });
  const standing = pool.map((row) => ({ ...row, standing: row.id === "two" }));
  expect(newBallotDefaults(standing, usual).nominationIds).toEqual(["one", "three"]);
});

it("copies the words of a ballot, and those of its papers that are still in the pool", () => {
  const candidates = ["three", "gone", "one"].map((id) => ({ nomination: { id } }));
  const copied = { title: "In May?", note: "Short ones.", candidates } as unknown as Copied;
  const like = choicesLike(LAST, "UTC", NOW);
  expect(copyDefaults(copied, pool, like)).toEqual({
    ...newBallotDefaults(pool, like),
    title: "In May?",
    note: "Short ones.",
    nominationIds: ["three", "one"],
  });
});
