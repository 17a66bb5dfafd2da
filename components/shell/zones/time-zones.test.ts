import { describe, expect, it } from "vitest";
import { presentName } from "@/server/platform/time/zones";
import { findZone, zonesOf } from "./time-zones";

const WINTER = new Date("2026-01-15T12:00:00Z");
const SUMMER = new Date("2026-07-15T12:00:00Z");
const ALL = Intl.supportedValuesOf("timeZone");

describe("time zones to choose from", () => {
  it("have their present names, and each is there once", () => {
    const zones = zonesOf([...ALL, "Europe/Kiev", "Europe/Kyiv", "Asia/Calcutta"], WINTER);
    const ids = zones.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(["Europe/Kyiv", "Asia/Kolkata", "America/Nuuk"]));
    expect(ids).not.toContain("Europe/Kiev");
    expect(ids).not.toContain("Asia/Calcutta");
  });

  it("are zones that this machine knows, under the same clock as by their old names", () => {
    for (const name of ALL) {
      const time = (timeZone: string) =>
        new Intl.DateTimeFormat("en", { timeZone, dateStyle: "full", timeStyle: "long" }).format(
          SUMMER,
        );
      expect(time(presentName(name)), name).toBe(time(name));
    }
  });

  it("say their offset at present", () => {
    const wordsOf = (id: string, at: Date) => zonesOf([id], at)[0]?.words;
    expect(wordsOf("Europe/Berlin", WINTER)).toBe("Berlin, Europe (GMT+1)");
    expect(wordsOf("Europe/Berlin", SUMMER)).toBe("Berlin, Europe (GMT+2)");
    expect(wordsOf("Asia/Calcutta", WINTER)).toBe("Kolkata, Asia (GMT+5:30)");
    expect(wordsOf("America/Argentina/Buenos_Aires", WINTER)).toBe("Buenos Aires, America (GMT-3)");
    expect(wordsOf("UTC", WINTER)).toBe("UTC (GMT)");
  });
});

describe("a typed time zone", () => {
  const zones = zonesOf(ALL, WINTER);

  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin ", "Europe/Berlin"],
    ["berlin", "Europe/Berlin"],
    ["new york", "America/New_York"],
    ["New_York", "America/New_York"],
    ["Berlin, Europe (GMT+1)", "Europe/Berlin"],
    ["sao pau", "America/Sao_Paulo"],
    ["Kiev", "Europe/Kyiv"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Buenos Aires", "America/Argentina/Buenos_Aires"],
    ["bombay", "Asia/Kolkata"],
    ["Mumbai", "Asia/Kolkata"],
    ["calcutta", "Asia/Kolkata"],
    ["India", "Asia/Kolkata"],
    ["Saigon", "Asia/Ho_Chi_Minh"],
    ["kyiv", "Europe/Kyiv"],
    ["beijing", "Asia/Shanghai"],
    ["San Francisco", "America/Los_Angeles"],
    ["münchen", "Europe/Berlin"],
    ["Munic", "Europe/Berlin"],
    ["Germany", "Europe/Berlin"],
    ["Japan", "Asia/Tokyo"],
    ["US/Eastern", "America/New_York"],
    ["Brazil", null],
    ["EST", null],
    ["b", null],
    ["Atlantis", null],
    [" ", null],
  ])("%j means %s", (typed, zone) => {
    expect(findZone(typed, zones)).toBe(zone);
  });
});
