import { expect, it } from "vitest";
import { answerByRoute, findRoute, route } from "./routes";

const answer = (name: string) => (_: Request, params: unknown) =>
  new Response(JSON.stringify([name, params]));
const ROUTES = [
  route("/api/health", { GET: answer("health") }),
  route("/api/sign-in/email", { POST: answer("email") }),
  route("/api/sign-in/:provider", { POST: answer("provider") }),
  route("/api/groups/:group/history/:format", { GET: answer("history"), POST: answer("change") }),
];

async function ask(method: string, path: string) {
  const found = findRoute(ROUTES, path);
  if (!found) return null;
  const { status, body, headers } = await answerByRoute(
    found,
    new Request(`http://localhost${path}`, { method }),
  );
  return [status, body ? await new Response(body).json() : headers.get("allow")];
}

it.each([
  ["GET", "/api/health", ["health", {}]],
  ["HEAD", "/api/health", ["health", {}]],
  ["GET", "/api/%68ealth", ["health", {}]],
  ["POST", "/api/sign-in/email", ["email", {}]],
  ["POST", "/api/sign-in/github", ["provider", { provider: "github" }]],
  ["GET", "/api/groups/a%2Fb/history/%2500", ["history", { group: "a/b", format: "%00" }]],
  ["POST", "/api/groups/__proto__/history/x", ["change", { group: "__proto__", format: "x" }]],
])("answers %s %s", async (method, path, said) => {
  expect(await ask(method, path)).toEqual([200, said]);
});

it.each([
  "/",
  "/health",
  "/api",
  "/api/",
  "/api/nothing",
  "/api/health/",
  "/api/health/more",
  "/api/Health",
  "/api/sign-in/",
  "/api/groups//history/csv",
  "/api/:group",
  "/api/%zz",
])("leaves %s to Next", async (path) => {
  expect(await ask("GET", path)).toBeNull();
});

it("lists the methods of an address", async () => {
  expect(await ask("PUT", "/api/health")).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect(await ask("POST", "/api/health")).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect(await ask("HEAD", "/api/sign-in/email")).toEqual([405, "OPTIONS, POST"]);
  expect(await ask("OPTIONS", "/api/groups/g/history/csv")).toEqual([
    204,
    "GET, HEAD, OPTIONS, POST",
  ]);
});
