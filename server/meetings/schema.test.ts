import { expect, it } from "vitest";
import { ID } from "@/server/testing/lengths";
import { meetingForm } from "./schema";

it("reads the time in the group's time zone, and the place as one line", () => {
  const values = { readingId: ID, startsAt: { date: "2026-07-01", time: "09:00" } };
  const { startsAt, place } = meetingForm("America/New_York").parse({ ...values, place: " A\n4 " });
  expect(startsAt).toEqual(new Date("2026-07-01T13:00:00Z"));
  expect(place).toBe("A 4");
});
