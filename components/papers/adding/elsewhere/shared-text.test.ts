import { expect, it } from "vitest";
import { textOfShared } from "./shared-text";

const nothing = { url: "", text: "", title: "" };
const link = "https://arxiv.org/abs/2401.01234";

it.each([
  ["an address", { url: link }, link],
  [
    "an address with what its page says of itself",
    { url: "https://example.org/trees", text: "10.1000/trees", title: "Trees" },
    "Shared: https://example.org/trees 10.1000/trees",
  ],
  [
    "an address with an identifier only",
    { url: "https://example.org/trees", text: "arXiv:2401.01234" },
    "Shared: https://example.org/trees arXiv:2401.01234",
  ],
  ["a title and a link, as phones share them", { text: `Trees\n\n${link}` }, `Trees ${link}`],
  ["several lines, each a paper", { text: `${link}\n10.1000/trees\n` }, `${link}\n10.1000/trees`],
  ["two links", { text: `${link}\n${link}v2` }, `${link}\n${link}v2`],
  [
    "an entry of BibTeX",
    { text: `@article{a,\n url = {${link}}\n}` },
    `@article{a,\n url = {${link}}\n}`,
  ],
  ["a title alone", { title: " Trees  of life" }, "Trees of life"],
  ["nothing", {}, ""],
])("reads %s", (_what, shared, text) => {
  expect(textOfShared({ ...nothing, ...shared })).toBe(text);
});
