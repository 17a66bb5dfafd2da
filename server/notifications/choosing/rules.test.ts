import { expect, it } from "vitest";
import { GROUP_KINDS, KINDS } from "../schema";
import { effectiveVia, groupVias, isGroupKind } from "./rules";

const NONE = { member: null, own: null, group: null };

it("takes the narrowest choice: for the group, for everything, the organizers', the site's", () => {
  const all = { member: "none", own: "digest", group: "app" } as const;
  expect(effectiveVia("ballot", all)).toBe("none");
  expect(effectiveVia("ballot", { ...all, member: null })).toBe("digest");
  expect(effectiveVia("ballot", { ...NONE, group: "app" })).toBe("app");
  expect(effectiveVia("ballot", NONE)).toBe("mail");
});

it("lets organizers make a group quieter, but not louder", () => {
  expect(groupVias("ballot")).toEqual(["mail", "digest", "app", "none"]);
  expect(groupVias("nomination")).toEqual(["app", "none"]);
});

it("knows a group's own events", () => {
  expect(KINDS.filter(isGroupKind).sort()).toEqual([...GROUP_KINDS].sort());
});
