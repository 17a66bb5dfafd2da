import { expect, it } from "vitest";
import { MENTIONABLE_SHOWN } from "@/server/threads/rules";
import { narrowOffer } from "./narrow-offer";

const people = [
  { handle: "ada", name: "Ada Okafor" },
  { handle: "mia-1", name: "Mia Lund" },
  { handle: "zed", name: "Zoë van Mierlo" },
];

it("matches handles first, then any word of a name, without asking again", () => {
  const offer = { start: "", people };
  expect(narrowOffer(offer, "")).toEqual(people);
  expect(narrowOffer(offer, "MI")?.map(({ handle }) => handle)).toEqual(["mia-1", "zed"]);
  expect(narrowOffer(offer, "oka")?.map(({ handle }) => handle)).toEqual(["ada"]);
  expect(narrowOffer(offer, "kafor")).toEqual([]);
});

it("asks the server if it may have left people out, or the beginning is another", () => {
  expect(narrowOffer(null, "a")).toBeNull();
  expect(narrowOffer({ start: "mi", people }, "a")).toBeNull();
  const full = Array.from({ length: MENTIONABLE_SHOWN }, (_, at) => ({
    handle: `a${at}`,
    name: "A",
  }));
  expect(narrowOffer({ start: "", people: full }, "a")).toBeNull();
});
