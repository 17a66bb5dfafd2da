import fc from "fast-check";
import { expect, it } from "vitest";
import { buildSubject, parseSubject, SUBJECT_KINDS, type Subject } from "./rules";

it.each<[string, Subject]>([
  ["comment:c1", { of: "comment", id: "c1" }],
  ["result:b1", { of: "result", id: "b1" }],
  ["meeting:m1:2", { of: "meeting", id: "m1", version: "2" }],
  ["topic:cs-lg:2026-11-28", { of: "topic", id: "cs-lg", version: "2026-11-28" }],
])("stores %s in the form of earlier versions", (stored, subject) => {
  expect(buildSubject(subject)).toBe(stored);
  expect(parseSubject(stored)).toEqual(subject);
});

it("reads every subject that it builds", () => {
  const subject = fc.record(
    {
      of: fc.constantFrom(...SUBJECT_KINDS),
      id: fc.oneof(fc.uuid(), fc.stringMatching(/^[a-z0-9-]+$/)),
      version: fc.stringMatching(/^[0-9-]+$/),
    },
    { requiredKeys: ["of", "id"] },
  );
  fc.assert(
    fc.property(subject, (one) => {
      expect(parseSubject(buildSubject(one))).toEqual(one);
    }),
  );
});

it.each(["", "comment", "comment:", "thread:t1", ":c1"])("reads no subject in %j", (stored) => {
  expect(parseSubject(stored)).toBeNull();
});
