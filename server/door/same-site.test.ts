import { expect, it } from "vitest";
import { isSameSite } from "./same-site";

const isAccepted = (headers: Record<string, string>, proto = "http") =>
  isSameSite(
    new Request("http://localhost:3000/api/sign-out", {
      method: "POST",
      // The web server in front has set these.
      headers: { host: "localhost:3000", "x-forwarded-proto": proto, ...headers },
    }),
  );

it.each([
  { origin: "http://localhost:3000" },
  { "sec-fetch-site": "same-origin" },
  { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" },
] as Record<string, string>[])("takes what a page of this site sends: %o", (headers) => {
  expect(isAccepted(headers)).toBe(true);
});

it.each([
  {},
  { origin: "null" },
  { origin: "" },
  { origin: "http://evil.example" },
  { origin: "https://localhost:3000" },
  { origin: "http://localhost" },
  { origin: "http://localhost:3001" },
  { origin: "http://localhost:3000.evil.example" },
  { origin: "http://localhost:3000/" },
  { origin: "http://evil.example, http://localhost:3000" },
  { origin: "http://evil.example", "sec-fetch-site": "same-origin" },
  { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
  { origin: "http://localhost:3000", "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-origin, cross-site" },
  { referer: "http://localhost:3000/" },
] as Record<string, string>[])("refuses what none of ours sends: %o", (headers) => {
  expect(isAccepted(headers)).toBe(false);
});

it("compares with the scheme of the site's address", () => {
  expect(isAccepted({ origin: "https://localhost:3000" }, "https")).toBe(true);
  expect(isAccepted({ origin: "http://localhost:3000" }, "https")).toBe(false);
});
