import { describe, expect, it } from "vitest";
import { clientAddress, trustProxies } from "./client/client-address";
import { siteHost } from "./client/site-host";
import { contentSecurityPolicy, pageHashes, scriptHash } from "./csp/csp";
import { rejection, removeInternalHeaders } from "./request-guard";

describe("the client's address", () => {
  const trusted = trustProxies(["10.0.0.0/8"]);

  it("is the socket's, whatever a stranger claims", () => {
    expect(clientAddress("203.0.113.7", { "x-forwarded-for": "1.2.3.4" }, trusted)).toBe(
      "203.0.113.7",
    );
  });

  it("is the last address that is not a proxy, behind a trusted proxy", () => {
    const headers = { "x-forwarded-for": "1.2.3.4, 198.51.100.9, 10.1.1.1" };
    expect(clientAddress("::ffff:10.0.0.1", headers, trusted)).toBe("198.51.100.9");
  });

  it("refuses an invalid network", () => {
    expect(() => trustProxies(["10.0.0/99"])).toThrow(/TRUSTED_PROXIES/);
  });
});

describe("the content security policy", () => {
  const settings = { dev: false, https: true, formTargets: [] };

  it("allows the framework's data and nothing smuggled into the body", () => {
    const data = 'self.__next_f.push([1,"x"])';
    const html = `<head></head><body><script>${data}</script><script>alert(1)</script></body>`;
    expect(pageHashes(html, "")).toEqual([scriptHash(data)]);
  });

  it("allows no inline script and no foreign one", () => {
    const policy = contentSecurityPolicy(settings, []);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe("a request", () => {
  it("is refused when its address is malformed", () => {
    expect(rejection("GET", "/a%00b", {})?.status).toBe(400);
    expect(rejection("GET", "/%E0%A4%A", {})?.status).toBe(400);
    expect(rejection("TRACE", "/", {})?.status).toBe(405);
    expect(rejection("POST", "/api/", { "content-length": "1000001" })?.status).toBe(405);
    expect(rejection("POST", "/api/trpc/a", { "content-length": "1000001" })?.status).toBe(413);
    expect(rejection("GET", "/papers?x=1", {})).toBeNull();
  });

  it("can have a body as large as its address allows: email and calls more than a form", () => {
    const status = (path: string) =>
      rejection("POST", path, { "content-length": "20001" })?.status ?? 200;
    const paths = ["/api/sign-out", "/api/unsubscribe?x=/api/trpc/", "/api/sign-in/email"];
    expect(paths.map(status)).toEqual([413, 413, 413]);
    expect(["/api/trpc/a.b?batch=1", "/api/inbound-mail"].map(status)).toEqual([200, 200]);
  });

  it("cannot bring headers that only this server sets", () => {
    const headers = {
      "x-colloquy-client-ip": "1.2.3.4",
      "x-middleware-subrequest": "1",
      accept: "*/*",
    };
    removeInternalHeaders(headers);
    expect(headers).toEqual({ accept: "*/*" });
  });

  it("is answered only under the site's own name", () => {
    expect(siteHost("evil.example", new URL("https://read.example.org"), [3000])).toBe(
      "read.example.org",
    );
    expect(siteHost("127.0.0.1:3000", new URL("http://localhost:3000"), [3000])).toBe(
      "127.0.0.1:3000",
    );
    expect(siteHost("evil.example:3000", new URL("http://localhost:3000"), [3000])).toBeNull();
  });
});
