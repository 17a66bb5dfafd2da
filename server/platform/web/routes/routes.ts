/** Answers a request for one address. */
export type Answer<Params = unknown> = (
  request: Request,
  params: Params,
) => Response | Promise<Response>;

/** The names in a path that stand for any text, each with that text. */
type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Record<Name, string>
    : unknown;

type Answers<Params> = { GET?: Answer<Params>; POST?: Answer<Params> };

/** An address for machines, which is answered in front of Next. */
export interface Route {
  path: string;
  answers: Answers<never>;
}

/**
 * Makes a route.
 * @param path such as /api/calendar/:token, where a part with a colon matches any one part
 */
export function route<Path extends string>(path: Path, answers: Answers<ParamsOf<Path>>): Route {
  return { path, answers };
}

export type FoundRoute = { route: Route; params: Record<string, string> };

/** Finds the first route that matches a path; null if Next answers it. */
export function findRoute(routes: readonly Route[], path: string): FoundRoute | null {
  if (!path.startsWith("/api/")) return null;
  const parts = partsOf(path);
  if (!parts) return null;
  for (const one of routes) {
    const params = paramsIn(one.path.split("/"), parts);
    if (params) return { route: one, params };
  }
  return null;
}

function partsOf(path: string): string[] | null {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return null;
  }
}

function paramsIn(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [at, wanted] of pattern.entries()) {
    const part = parts[at] as string;
    if (wanted.startsWith(":") && part !== "") params[wanted.slice(1)] = part;
    else if (wanted !== part) return null;
  }
  return params;
}

/** Answers with the route's handler for the method, HEAD like GET. A method without a handler gets 405. */
export async function answerByRoute(
  { route: { answers }, params }: FoundRoute,
  request: Request,
): Promise<Response> {
  const { method } = request;
  const answer = method === "HEAD" ? answers.GET : answers[method as keyof typeof answers];
  if (answer) return answer(request, params as never);
  const status = method === "OPTIONS" ? 204 : 405;
  return new Response(null, { status, headers: { Allow: methodsOf(answers) } });
}

function methodsOf({ GET, POST }: Answers<never>): string {
  return [...(GET ? ["GET", "HEAD"] : []), "OPTIONS", ...(POST ? ["POST"] : [])].join(", ");
}
