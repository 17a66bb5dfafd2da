import { expect } from "@playwright/test";
import { test } from "./hostile-site";
import { account, expectHarmless, forEach, nothingHappens } from "./hostile-world";
import { ask, PORT, SITE } from "./raw";

// Addresses and return paths that try to be mistaken for something else.
nothingHappens();

let cookie: string;
test.beforeAll(async () => {
  ({ cookie } = await account());
});

const PATHS = [
  "/../../../../etc/passwd",
  "/..%2f..%2f..%2fetc%2fpasswd",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/..%252f..%252fetc%252fpasswd",
  "/..%c0%af..%c0%afetc/passwd",
  "/..%5c..%5cwindows%5cwin.ini",
  "/\\..\\..\\etc\\passwd",
  "/_next/static/..%2f..%2f..%2fpackage.json",
  "/_next/static/%2e%2e/%2e%2e/server/app-paths-manifest.json",
  "/_next/../.data/secrets.json",
  "/.env",
  "/.git/config",
  "/.data/secrets.json",
  "/.next/BUILD_ID",
  "/package.json",
  "/server/platform/env.ts",
  "/a%00b",
  "/papers/%00",
  "/papers/a%0d%0aX-Evil:%201",
  "/papers/%ff%fe",
  "/papers/%ED%A0%80",
  "/papers/%",
  "/%zz",
  "/papers/..%00/",
  `/papers/${"a".repeat(12_000)}`,
  `/${"a/".repeat(5000)}`,
  `/?${"a=1&".repeat(3000)}`,
  "/topics/%27%20OR%201=1",
  "/groups/__proto__",
  "/groups/constructor",
  "/papers/[paper]",
  "/papers/%5Bpaper%5D",
  "/papers/<script>alert(1)</script>",
  "/_next/image?url=https%3A%2F%2Fevil.example%2Fa.png&w=640&q=75",
  "/_next/image?url=%2F%2Fevil.example%2Fa.png&w=640&q=75",
  "/_next/image?url=http%3A%2F%2F169.254.169.254%2Flatest&w=640&q=75",
  "/_next/data/x/index.json",
  "/_next/data/..%2f/index.json",
  "/__nextjs_original-stack-frame?file=%2Fetc%2Fpasswd",
  "/_next/webpack-hmr",
  "/server-status",
  "/wp-login.php",
  "/api",
  "/api/",
  "/api/nothing",
  "/api/trpc",
  "/api/trpc/",
  "/api/v1/papers/../../health",
  "/404",
  "/500",
  "/_error",
  "/_global-error",
  "/_not-found",
  "/favicon.ico%00.html",
  ";/",
  "/;x=y/",
  "/papers/x;jsessionid=1",
  "/?page=-1",
  "/?page=1e308",
  "/?page=NaN&order=__proto__&window=constructor",
  "/?page[]=1&page[]=2&order=new&order=top",
  "/search?q=%00",
  "/search?q=%ED%A0%80&q=b",
  `/search?q=${"%F0%9F%98%80".repeat(500)}`,
  "/sign-in?error=%3Cscript%3E&to[]=a",
  "/sign-in/confirm?token=%00&email=%00&to=%00",
  "/subscribe/confirm?token=%00",
  "/unsubscribe?token=a.b.c",
  "/join/%E2%80%AE",
  "/desk?x=%00",
  "/settings/email?token=%00",
  "/groups/x/ballots/not-a-uuid",
  "/groups/x/threads/%00",
  "/papers/%2500",
  "/groups/%E0%A4%A",
  "/groups/%2500/ballots/%2500",
  "/api/trpc/live.changes?input=%7B%22watches%22:%5B%22paper/%00%22%5D,%22since%22:null%7D",
  "/api/trpc/live.changes?input=%7B%22watches%22:%5B%22group/%2500%22%5D,%22since%22:null%7D",
  "/api/trpc/live.changes?input=%7B%22watches%22:%5B%22me%22%5D,%22since%22:1e400%7D",
  "/api/trpc/live.changes,live.changes?batch=1&input=%7B%7D",
  "/api/groups/%2500/history/csv",
  "/api/groups/x/history/csv?q=%00&year=1e309&presenter=%00&page=-1",
  "/api/groups/%2500/ballots/00000000-0000-4000-8000-000000000000/record",
  "/api/threads/%2500/export.md",
  "/api/calendar/%2500.ics",
  "/api/auth/callback/github?code=%00&state=%ff",
  "/api/auth/callback/%2500?error=x",
  "/api/trpc/%2500?input=%7B",
  "/api/trpc/papers.list?batch=1&input=%7B%22x%22:1%7D",
  "/api/mute?token=%00",
  "/api/unsubscribe?token=%ED%A0%80",
  "/by-mail/answer?token=%00&answer=%00",
  "/by-mail/opinion?token=%00&answer=%00",
];
test("no address does harm, however it is requested", async () => {
  const ways: Record<string, string>[] = [{}, { Cookie: cookie }, { RSC: "1" }];
  await forEach(PATHS, async (path) => {
    for (const headers of ways) {
      const answer = await ask("GET", path, headers);
      expectHarmless(answer, path);
      if (/passwd|\.env|secrets|package\.json|BUILD_ID|\.git/.test(path)) {
        expect(answer.status, path).toBeGreaterThanOrEqual(300);
      }
    }
  });
});

test("an address that names another site is not followed", async () => {
  for (const target of [
    "//evil.example/",
    "/\\evil.example",
    "///evil.example",
    "/%5cevil.example",
    "/%2f%2fevil.example",
    "http://evil.example/",
    `http://evil.example:${PORT}/`,
    "evil.example:80",
    "*",
    "?x",
    "",
  ]) {
    const answer = await ask("GET", target);
    expectHarmless(answer, target);
    expect(`${answer.headers.location ?? ""}${answer.headers.refresh ?? ""}`).not.toContain(
      "//evil",
    );
  }
});

const ELSEWHERE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  "HTTPS:/evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/%5cevil.example",
  "/%09/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/%0d%0aX-Evil: 1",
  "/\r\nX-Evil: 1",
  "http://localhost.evil.example",
  "@evil.example",
  ".evil.example",
  "/@evil.example",
  "//evil.example/%2f..",
  "/../../evil",
  "https://evil.example#@localhost",
  "%2f%2fevil.example",
  "\u2028//evil.example",
  "/a/..//evil.example",
  "/​/evil.example",
];
test("no return path leads to another site", async () => {
  await forEach(ELSEWHERE, async (to) => {
    const coded = encodeURIComponent(to);
    const looked = [
      "/sign-in?to=",
      "/sign-in?callbackUrl=",
      "/welcome?to=",
      "/sign-in/confirm?token=x&email=a%40b.org&to=",
      "/desk?to=",
      "/api/auth/callback/github?code=x&state=y&callbackUrl=",
      "/api/unsubscribe?token=",
    ];
    for (const page of looked) {
      for (const headers of [{}, { Cookie: cookie }] as Record<string, string>[]) {
        const answer = await ask("GET", `${page}${coded}`, headers);
        expectHarmless(answer, `${page}${to}`);
        expect(answer.body, to).not.toMatch(/(?:href|action|url)=["']?(?:https?:)?\/\/evil/i);
        expect(answer.body, to).not.toMatch(/(?:href|action)=["']?\s*javascript:/i);
      }
    }
    const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: SITE };
    for (const door of ["sign-in/confirm", "sign-in/github", "sign-out"]) {
      const body = `token=x&email=a%40b.org&to=${coded}&callbackUrl=${coded}&redirectTo=${coded}`;
      expectHarmless(await ask("POST", `/api/${door}`, form, body), `${door} ${to}`);
    }
  });
});
