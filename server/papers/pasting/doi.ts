// Reads DOIs, as text and in the addresses of publishers.
import { canonicalArxiv } from "./arxiv";

/** Characters of a DOI, so that it fits into a unique index. The longest in use have about 200. */
const DOI_MAX = 300;
/** The registrant of a DOI, which may have parts. Bounded, so that no run of digits is read twice. */
const REGISTRANT = String.raw`10\.\d{4,9}(?:\.\d{1,9}){0,4}`;
const WHOLE = new RegExp(String.raw`^${REGISTRANT}\/[^\s\p{C}]+$`, "u");
const SHORT = /^10\/[a-z0-9]{2,12}$/;
/** A DOI in running text: it ends at a blank, and then loses the marks of the sentence. */
export const DOI_IN_TEXT = new RegExp(String.raw`(?<!\d)(?<!\d\.)${REGISTRANT}(?:\/|%2F)\S+`, "gi");
/** A DOI in the path of an address, encoded or not. */
const IN_PATH = new RegExp(String.raw`(?:^|[/:=]|%3A)(${REGISTRANT}(?:\/|%2F).*)$`, "i");
/** The parts of an address that may hold a DOI alone, as at PLOS and in library resolvers. */
const PARAMETERS = /^(?:id|doi|articledoi|article_doi|rft_id|persistentid|uri)$/i;

/** A preprint of bioRxiv or medRxiv with its version, which is no part of the DOI there. */
const RXIV_VERSION = /^(10\.(?:1101|64898)\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d+$/;

/** Tails that publishers add behind the DOI: views, files, parts of the article. */
const TAIL =
  /(?:;jsessionid=.*|\/(?:suppl_file|figures?|tables?|asset|fulltext\.html)(?:\/.*)?|\/(?:full|e?pdf|epub|abstract|abs|html?|meta|references|citations?|cited-by|summary|fulltext|full-text|supplementary-material|supplemental|metrics|download|json|xml)(?:\/(?:html?|pdf|full))?|\.(?:full|abstract|long|short|full-text|article-info|article-metrics|supplementary-material|figures-only|pdf|epdf|html?|svg|xml)(?:\.(?:pdf|html?|print))?(?:\+html)?)\/?$/i;
/** The number and the words that some publishers add behind `article/doi/…`. */
const ARTICLE_TAIL = /\/\d{4,}(?:\/[^/]*)?$/;
/** A figure or table of an article of PLOS, which has a DOI of its own. */
const PLOS_PART = /^(10\.1371\/.+)\.[gts]\d{3}$/;

/** Decodes percent signs once; text that is not encoded stays as it is. */
export function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The canonical form of a DOI or short DOI: in lower case, without "doi:"; null if it is none. */
export function canonicalDoi(text: string): string | null {
  const doi = text
    .trim()
    .replace(/^doi:\s*/i, "")
    .toLowerCase();
  if (SHORT.test(doi)) return doi;
  if (doi.length > DOI_MAX || !WHOLE.test(doi) || /[.,;]$/.test(doi)) return null;
  return doi.replace(RXIV_VERSION, "$1");
}

/** The arXiv identifier that a DOI of arXiv holds; undefined for DOIs of others, null if it is impossible. */
export function arxivOfDoi(doi: string): string | null | undefined {
  const [, held] = /^10\.48550\/arxiv\.(.*)$/.exec(doi) ?? [];
  return held === undefined ? undefined : canonicalArxiv(held);
}

/** Cuts off the tails that publishers add to a DOI in an address, one after the other. */
function withoutTails(doi: string, path: string): string {
  let bare = doi.replace(/\/+$/, "");
  for (let cut = 0; cut < 4; cut += 1) bare = bare.replace(TAIL, "");
  if (/\/(?:advance-)?article(?:-\w+)?\/doi\//i.test(path)) bare = bare.replace(ARTICLE_TAIL, "");
  return bare.replace(/[.,;]+$/, "").replace(PLOS_PART, "$1");
}

/**
 * Finds the DOI in an address, behind any host.
 * @param path as it was pasted, without query and fragment, still encoded
 * @param query the part behind the question mark, still encoded
 */
export function doiInAddress(path: string, query: string): string | null {
  const [, inPath] = IN_PATH.exec(path.slice(0, 2000)) ?? [];
  if (inPath) return canonicalDoi(withoutTails(decodeOnce(inPath), path));
  for (const pair of query.slice(0, 4000).split("&")) {
    const at = pair.indexOf("=");
    if (at < 0 || !PARAMETERS.test(pair.slice(0, at))) continue;
    const value = decodeOnce(pair.slice(at + 1)).replace(
      /^(?:info:doi\/|(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:)/i,
      "",
    );
    const doi = value.startsWith("10.") ? canonicalDoi(withoutTails(value, "")) : null;
    if (doi) return doi;
  }
  return null;
}
