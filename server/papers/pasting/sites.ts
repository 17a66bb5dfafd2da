// The sites whose addresses name a paper, and how each names it.
import { canonicalAcl, isFrontMatter } from "./anthology";
import { arxivAtStart } from "./arxiv";
import { decodeOnce, doiInAddress } from "./doi";
import { type Identifier, type IdentifierType, identifierOf, identifierOfDoi } from "./identifiers";
import { isProxy, type Link, parameterOf } from "./wrapping";

/** Says why nothing can be made of what was pasted. */
export type Reason = "malformed" | "not a paper" | "unsupported";
/** The papers that an address names, the reason why it names none, or null for a page that is unknown. */
export type SiteAnswer = Identifier[] | Reason | null;
type Site = readonly [hosts: RegExp, read: (link: Link, path: string) => SiteAnswer];

const one = (type: IdentifierType, value: string): SiteAnswer => {
  const found = identifierOf(type, value);
  return found ? [found] : "malformed";
};

/** Whether a part of a path is meant as an arXiv number, be it right or wrong. */
function isMeantAsArxiv(text: string): boolean {
  return /^\d/.test(text) || /^[a-z-]+(?:\.[\w-]+)?\/\d{5}/i.test(text);
}

function arxivIn(text: string, otherwise: SiteAnswer): SiteAnswer {
  const bare = text.replace(/^arxiv[:.]\s*/i, "");
  const id = arxivAtStart(bare);
  if (id) return [{ type: "arxiv", value: id }];
  return isMeantAsArxiv(bare) ? "malformed" : otherwise;
}

const VIEWS =
  /^\/(?:abs|pdf|html|format|src|ps|tb|e-print|eprint|print|dvi|bibtex|trackback|ps_cache|refs|cits|cited)(?:\/(.*))?$/i;

function readArxiv(link: Link, path: string): SiteAnswer {
  const [, queried] = path.match(/^\/(api)\/query/) ?? [];
  if (queried) {
    const ids = (parameterOf(link, /^id_list$/) ?? "").split(",").filter(Boolean).slice(0, 100);
    const found = ids.flatMap((id) => identifierOf("arxiv", id) ?? []);
    if (ids.length === 0) return "not a paper";
    return found.length > 0 ? found : "malformed";
  }
  const [, seen] = VIEWS.exec(path) ?? [];
  if (VIEWS.test(path)) return arxivIn(seen ?? "", "malformed");
  const file = /^\/ftp\/[\w-]+\/(?:papers|pdf)\/\d{4}\/(.*)$/i.exec(path)?.[1];
  return arxivIn(file ?? path.slice(1), "not a paper");
}

/** A site that shows papers of arXiv behind some words of its path. */
const mirror =
  (words: RegExp, otherwise: SiteAnswer) =>
  (_: Link, path: string): SiteAnswer => {
    const held = words.exec(path);
    return held ? arxivIn(path.slice(held[0].length), otherwise) : otherwise;
  };

function readDoi(_: Link, path: string): SiteAnswer {
  const bare = path.replace(/^\/+(?:doi:)?\s*/i, "").replace(/\/+$/, "");
  if (bare === "" || /^(?:the-identifier|resources|index|search|help|about|faq)\b/i.test(bare))
    return "not a paper";
  const short = /^(?:10\/)?([a-z0-9]{3,12})$/i.exec(bare)?.[1];
  return short && !/^10\d*$/.test(short) ? one("doi", `10/${short}`) : "malformed";
}

function readOpenReview(link: Link, path: string): SiteAnswer {
  if (/^\/(?:forum|pdf|attachment|revisions|references|notes)\b/.test(path)) {
    if (/^\/(?:references|notes\/edits)\//.test(path)) return null;
    const id = parameterOf(link, /^id$/) ?? parameterOf(link, /^forum$/);
    if (id) return one("openreview", id);
    // A file by its own number belongs to no forum that one could find from it.
    if (/^\/pdf\/\w+\.pdf$/.test(path)) return null;
    return parameterOf(link, /^noteId$/) ? "not a paper" : "malformed";
  }
  return "not a paper";
}

function readAcl({ host }: Link, path: string): SiteAnswer {
  if (host === "aclweb.org" && !/^\/anthology/.test(path)) return null;
  const segments = path.split("/").filter(Boolean);
  if (/^(?:volumes|events|people|venues|sigs|search|info|faq|posts)$/.test(segments[0] ?? ""))
    return "not a paper";
  const last = segments.at(-1) ?? "";
  const [bare = ""] =
    /^(?:[A-Z]\d{2}-\d+|\d{4}\.[a-z0-9]+-[a-z0-9]+(?:\.\d+)?)(?:v\d+)?(?=$|\.[a-z])/i.exec(last) ??
    [];
  const id = canonicalAcl(bare);
  if (id) return isFrontMatter(id) ? "not a paper" : [{ type: "acl", value: id }];
  if (/^(?:[A-Z]\d{2}-\d{1,2}|\d{4}\.[a-z0-9]+-[a-z0-9]+)$/i.test(bare)) return "not a paper";
  return /^[A-Z]\d{2}-\d/i.test(last) || /^\d{4}\.\w+-/.test(last) ? "malformed" : "not a paper";
}

function readArxivSanity(link: Link, path: string): SiteAnswer {
  return arxivIn(parameterOf(link, /^pid$/) ?? path.slice(1), null);
}

/** ADS names a paper by "arXiv:…", or by a code such as `2024arXiv240304567O`. */
function readAds(_: Link, path: string): SiteAnswer {
  const [, named] = /^\/abs\/(arxiv:[^/]+(?:\/\d{7})?)/i.exec(path) ?? [];
  if (named) return arxivIn(named, null);
  const [, month, number] =
    /^\/abs\/(?:19|20)\d{2}arXiv(\d{4})(\d{5})[A-Z.](?:\/|$)/.exec(path) ?? [];
  return month && number ? arxivIn(`${month}.${number}`, null) : null;
}

function readPubMed(link: Link, path: string): SiteAnswer {
  const central = /^\/(?:pmc\/)?articles\/(?:pmid\/(\d+)|(?:pmc)?(\d+)(?:\.\d+)?)(?:\/|$)/i.exec(
    path,
  );
  if (central) return central[1] ? one("pmid", central[1]) : one("pmcid", central[2] ?? "");
  const bare = link.host.startsWith("pubmed")
    ? path
    : path.replace(/^(?:\/m)?\/pubmed(?=\/|$)/, "/pubmed");
  const [, number] = /^\/(?:pubmed\/)?(\d+)(?:\/|$)/.exec(bare) ?? [];
  if (number) return one("pmid", number);
  const term = parameterOf(link, /^term$/);
  if (
    /^(?:pubmed)/.test(link.host) ||
    /^\/(?:pubmed|pmc)(?:\/|$)/.test(bare) ||
    link.host.startsWith("pmc.")
  ) {
    return /^\d{5,8}$/.test(term ?? "") && !/pmc/.test(path + link.host)
      ? one("pmid", term ?? "")
      : "not a paper";
  }
  return null;
}

function readEuropePmc(link: Link, path: string): SiteAnswer {
  const file = parameterOf(link, /^accid$/i);
  if (file && /^pmc\d/i.test(file)) return one("pmcid", file);
  const med = /^\/(?:article|abstract)\/med\/(\d+)/i.exec(path)?.[1];
  if (med) return one("pmid", med);
  const pmc = /^\/(?:articles?|abstract)\/(?:pmc\/)?(pmc\d+)/i.exec(path)?.[1];
  if (pmc) return one("pmcid", pmc);
  return /^\/(?:search|authors?)\b/.test(path) ? "not a paper" : null;
}

function readSemanticScholar(_: Link, path: string): SiteAnswer {
  const corpus = /^\/(?:graph\/v1\/paper\/|v1\/paper\/)?corpus_?id:(\d+)/i.exec(path)?.[1];
  if (corpus) return one("semanticscholar", `CorpusID:${corpus}`);
  const inner =
    /^\/(?:graph\/v1\/paper\/|v1\/paper\/)?(arxiv|acl|pmid|pmcid):([^/]+(?:\/\d{7})?)/i.exec(path);
  if (inner) return one((inner[1] ?? "").toLowerCase() as IdentifierType, inner[2] ?? "");
  if (path.startsWith("/arxiv/")) return arxivIn(path.slice(7), "malformed");
  const [, number] = /^\/p\/(\d+)(?:\/|$)/.exec(path) ?? [];
  if (number) return one("semanticscholar", `CorpusID:${number}`);
  const hash = /(?:^|\/)([0-9a-f]{40})(?:\/|$)/i.exec(path)?.[1];
  if (hash) return one("semanticscholar", hash);
  const [, four, rest] = /^\/([0-9a-f]{4})\/([0-9a-f]{36})\.pdf$/i.exec(path) ?? [];
  if (four && rest) return one("semanticscholar", four + rest);
  return /^\/(?:paper|reader|p)\//.test(path) ? "malformed" : "not a paper";
}

function readOpenAlex(_: Link, path: string): SiteAnswer {
  const work = /^\/(?:works\/)?(w\d+)(?:\/|$)/i.exec(path)?.[1];
  if (work) return one("openalex", work);
  const other = /^\/works\/(pmid|pmcid):(\w+)/i.exec(path);
  if (other) return one((other[1] ?? "").toLowerCase() as IdentifierType, other[2] ?? "");
  return "not a paper";
}

const bySegment = (type: IdentifierType, before: RegExp) => (_: Link, path: string) => {
  const found = before.exec(path);
  return found ? one(type, path.slice(found[0].length).replace(/[/.].*$/, "")) : null;
};

const SITES: readonly Site[] = [
  [
    /^(?:(?:export|browse|beta|lanl|xxx|[a-z]{2})\.)?arxiv\.org$|^xxx\.lanl\.gov$|^ar5iv\.(?:labs\.arxiv\.)?org$/,
    readArxiv,
  ],
  [/^[a-z]+\.arxiv\.org$/, () => "not a paper"],
  [
    /^alphaxiv\.org$/,
    mirror(/^\/(?:abs|pdf|html|overview|audio|resources|\w{2}\/\w+)\//, "not a paper"),
  ],
  [/^scirate\.com$/, mirror(/^\/arxiv\//, "not a paper")],
  [
    /^(?:huggingface\.co|hf\.co)$/,
    (link, path) =>
      /^\/papers(?:\/|$)/.test(path) ? mirror(/^\/papers\//, "not a paper")(link, path) : null,
  ],
  [/^(?:arxiv-vanity\.com|emergentmind\.com)$/, mirror(/^\/papers\//, null)],
  [/^(?:papers\.cool|hjfy\.top)$/, mirror(/^\/arxiv\//, null)],
  [/^inspirehep\.net$/, mirror(/^\/(?:api\/)?arxiv\//, null)],
  [/^catalyzex\.com$/, mirror(/^\/paper\/(?=arxiv:)/, null)],
  [/^talk2arxiv\.org$/, mirror(/^\/(?:abs|pdf)\//, null)],
  [/^arxiv-sanity(?:-lite)?\.com$/, readArxivSanity],
  [/^(?:ui\.)?adsabs\.harvard\.edu$/, readAds],
  [/^(?:dx\.)?doi\.org$|^shortdoi\.org$/, readDoi],
  [/^(?:api2?\.)?openreview\.net$/, readOpenReview],
  [/^(?:aclanthology\.(?:org|info|coli\.uni-saarland\.de)|(?:anthology\.)?aclweb\.org)$/, readAcl],
  [
    /^(?:pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov|pubmed\.gov)$/,
    readPubMed,
  ],
  [/^europepmc\.org$/, readEuropePmc],
  [/^(?:(?:api|pdfs)\.)?semanticscholar\.org$/, readSemanticScholar],
  [/^connectedpapers\.com$/, bySegment("semanticscholar", /^\/main\//)],
  [/^(?:(?:api|explore)\.)?openalex\.org$/, readOpenAlex],
  [
    /^(?:openlibrary\.org|isbnsearch\.org|worldcat\.org|search\.worldcat\.org)$/,
    bySegment("isbn", /^\/isbn\//),
  ],
  [/^orcid\.org$/, () => "not a paper"],
  [/^scholar\.google\.[a-z.]{2,6}$/, () => "not a paper"],
];

/** Names of sites that others dress up as: `notarxiv.org`, `arxiv.org.example.net`. */
const COPIED =
  /(?:arxiv|ar5iv|alphaxiv|biorxiv|medrxiv|doi|aclanthology|semanticscholar|openalex|orcid)\.org|openreview\.net|nlm\.nih\.gov/;
const TRUE_HOSTS = /^(?:[\w-]+\.)?(?:biorxiv|medrxiv)\.org$|^oadoi\.org$/;

/**
 * Reads an address at a host.
 * @param host the link's own, or the one that a proxy stands for
 */
export function readAtHost(link: Link, host: string): SiteAnswer {
  const site = SITES.find(([hosts]) => hosts.test(host));
  // Addresses that name a DOI are read alike at all sites.
  const doi = doiInAddress(link.path, link.query);
  const found = doi && identifierOfDoi(doi);
  if (!site) {
    const copied = COPIED.test(host) && !TRUE_HOSTS.test(host) && !isProxy(host);
    return found && !copied ? [found] : null;
  }
  const path = decodeOnce(link.path).replace(/\/{2,}/g, "/");
  return found ? [found] : site[1]({ ...link, host }, path);
}

/** Whether a host is one of the sites that are read by their own rules. */
export function isKnownHost(host: string): boolean {
  return SITES.some(([hosts]) => hosts.test(host));
}
