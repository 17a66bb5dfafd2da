import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presentName, presentZone, timeZone } from "./zones";

const sentenceAbout = (zone: string) => timeZone.safeParse(zone).error?.issues[0]?.message;

describe("a time zone", () => {
  it("of the list is accepted under its present name", () => {
    for (const zone of [...Intl.supportedValuesOf("timeZone"), "UTC"]) {
      expect(timeZone.parse(zone), zone).toBe(presentName(zone));
      expect(timeZone.parse(presentName(zone)), zone).toBe(presentName(zone));
    }
  });

  it.each([
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["asia/saigon", "Asia/Ho_Chi_Minh"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["europe/berlin", "Europe/Berlin"],
    ["US/Eastern", "America/New_York"],
    ["us/pacific", "America/Los_Angeles"],
    ["Etc/UTC", "UTC"],
    ["UTC", "UTC"],
  ])("%s is %s", (zone, present) => expect(timeZone.parse(zone)).toBe(present));

  it.each([
    ["EST", "Choose a place instead of “EST”, such as America/New_York."],
    ["est5edt", "Choose a place instead of “est5edt”, such as America/New_York."],
    ["CET", "Choose a place instead of “CET”, such as Europe/Berlin."],
    ["IST", "Choose a place instead of “IST”, such as Asia/Kolkata."],
    ["Etc/GMT+5", "Choose a time zone from the list, such as Europe/Berlin."],
    ["GB", "Choose a time zone from the list, such as Europe/Berlin."],
    ["+02:00", "Choose a time zone from the list, such as Europe/Berlin."],
    ["Mars/Base", "Choose a time zone from the list, such as Europe/Berlin."],
    ["Europe/", "Choose a time zone from the list, such as Europe/Berlin."],
    ["Europe/Berlin\0", "Choose a time zone from the list, such as Europe/Berlin."],
    ["", "Choose a time zone from the list, such as Europe/Berlin."],
  ])("%j is refused with a way on", (zone, sentence) => {
    expect(sentenceAbout(zone)).toBe(sentence);
  });

  it("has a summer time or needs none: no abbreviation stands for one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{1,4}$/), (name) => {
        expect(["UTC", null]).toContain(presentZone(name));
      }),
    );
    expect(timeZone.safeParse("x".repeat(65)).success).toBe(false);
  });
});
