import { SealedPages } from "@/server/platform/web/csp/sealed-pages";
import { type RequestHandling, requestHandler } from "@/server/platform/web/request-handler";

/** The settings of the policy of a site on localhost. */
export const CSP = { dev: false, https: false, formTargets: [] };

/** Handles requests to a site at http://localhost:3000, behind no proxy. @param how what answers them */
export function siteHandler(how: Pick<RequestHandling, "answer"> & Partial<RequestHandling>) {
  return requestHandler({
    site: new URL("http://localhost:3000"),
    ports: [3000],
    isTrusted: () => false,
    csp: CSP,
    pages: new SealedPages(CSP, ""),
    readable: () => true,
    closing: () => false,
    finished: null,
    memoized: null,
    ...how,
  });
}
