import { expect, it } from "vitest";
import { acceptedEncoding } from "./csp/sealed-pages";
import { securityHeaders } from "./security-headers";

it("adds the security headers to every answer, and HSTS over https", () => {
  const plain = Object.fromEntries(securityHeaders(false));
  expect(plain).toMatchObject({
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  for (const feature of ["camera", "microphone", "geolocation", "payment"])
    expect(plain["Permissions-Policy"]).toContain(`${feature}=()`);
  expect(plain).not.toHaveProperty("Strict-Transport-Security");
  const secure = Object.fromEntries(securityHeaders(true));
  expect(secure).toMatchObject({ ...plain, "Strict-Transport-Security": "max-age=31536000" });
});

it("compresses a page only with an encoding that the client accepts", () => {
  for (const [header, encoding] of [
    ["gzip, deflate, br", "br"],
    ["GZIP;q=0.5", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br; q=0.000, gzip;q=0", "identity"],
    ["br;q=0.05", "br"],
    ["brotli", "identity"],
    ["", "identity"],
    [undefined, "identity"],
  ] as const)
    expect(acceptedEncoding(header), header).toBe(encoding);
});
