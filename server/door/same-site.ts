import "server-only";

/**
 * Whether a request that changes something was sent by a page of this site: browsers say so in
 * Sec-Fetch-Site, older ones in Origin. Without either header it is no page of ours.
 */
export function isSameSite(request: Request): boolean {
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  if (origin !== null && origin !== `${schemeOf(request)}://${host}`) return false;
  const fetchSite = request.headers.get("sec-fetch-site");
  if (fetchSite !== null) return fetchSite === "same-origin";
  return origin !== null;
}

// The web server in front sets the header from the configured address.
function schemeOf(request: Request): string {
  return request.headers.get("x-forwarded-proto") ?? "http";
}

export const FOREIGN =
  "This has to be sent from a page of this site. Reload the page and try again.";

/** The same answer, for requests that a page of this site sends; others get 403. */
export function fromThisSite<More extends unknown[]>(
  answer: (request: Request, ...more: More) => Promise<Response>,
): (request: Request, ...more: More) => Promise<Response> {
  return async (request, ...more) =>
    isSameSite(request) ? answer(request, ...more) : new Response(FOREIGN, { status: 403 });
}
