import { describe, expect, it } from "vitest";
import { formatsOf } from "./formats";

const clockIn = formatsOf({ timeStyle: "short" });
const noon = new Date("2026-11-30T12:00:00Z");

describe("formats of dates", () => {
  it("are made once for a time zone", () => {
    expect(clockIn("Asia/Tokyo").format(noon)).toBe("21:00");
    expect(clockIn("Europe/Berlin").format(noon)).toBe("13:00");
    expect(clockIn("Asia/Tokyo")).toBe(clockIn("Asia/Tokyo"));
  });

  it("stay while they are used, and give way to others when they are not", () => {
    const [used, unused] = [clockIn("Europe/Paris"), clockIn("Europe/Rome")];
    for (const zone of Intl.supportedValuesOf("timeZone").slice(0, 60)) {
      clockIn(zone);
      clockIn("Europe/Paris");
    }
    expect(clockIn("Europe/Paris")).toBe(used);
    expect(clockIn("Europe/Rome")).not.toBe(unused);
  });
});
