/** The half-life of an upvote in the trending order. */
const HALF_LIFE_MS = 7 * 24 * 3600 * 1000;

/** What decides "the same paper": letters and digits of the title, without case or accents. */
export function normalizedTitle(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const kept = plain.replace(/[^\p{L}\p{N}]+/gu, "");
  // A title of signs alone is itself.
  return kept || title.trim().toLowerCase();
}

/** The arXiv id in a text or link, without its version, or null. Both forms: 2401.01234 and hep-th/9901001. */
export function arxivIdOf(text: string): string | null {
  const prefix = String.raw`(?:^|arxiv:\s*|arxiv\.org\/(?:abs|pdf|html)\/)`;
  const id = String.raw`(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?(?=$|[\s?#])`;
  return new RegExp(prefix + id, "i").exec(text.trim())?.[1] ?? null;
}

/** The DOI in a text or link, lower case (DOIs know no case), or null. */
export function doiOf(text: string): string | null {
  const found = /(?:^|doi:\s*|doi\.org\/)(10\.\d{4,9}\/[^\s?#]+)/i.exec(text.trim())?.[1];
  return found ? found.toLowerCase() : null;
}

/** The part of a paper's address that comes from its title: small letters, digits, hyphens. */
export function slugOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length > 70) break;
    slug = slug ? `${slug}-${word}` : word;
  }
  return slug || "paper";
}

/**
 * The trending score: every upvote, and the day the paper was added, weighs 1 and halves each seven
 * days. Decay is counted forward from a fixed point and kept as a logarithm,
 * log2(2^(added/h) + Σ 2^(vote/h)), so that a stored score never has to be aged: all scores shrink by
 * the same factor and the order stays. (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009.)
 */
export function heat(addedAt: Date, upvotes: readonly Date[]): number {
  const exponents = [addedAt, ...upvotes].map((at) => at.getTime() / HALF_LIFE_MS);
  // The largest is taken out first, so that no power overflows.
  const largest = exponents.reduce((most, exponent) => Math.max(most, exponent));
  const sum = exponents.reduce((total, exponent) => total + 2 ** (exponent - largest), 0);
  return largest + Math.log2(sum);
}

/** The start of a time window, or null where all time counts. */
export function windowStart(window: TimeWindow, now: Date): Date | null {
  const days = WINDOW_DAYS[window];
  return days === null ? null : new Date(now.getTime() - days * 24 * 3600 * 1000);
}

export const WINDOWS = ["day", "week", "month", "year", "all"] as const;
export type TimeWindow = (typeof WINDOWS)[number];
const WINDOW_DAYS: Record<TimeWindow, number | null> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
  all: null,
};

export const ORDERS = ["trending", "new", "top"] as const;
export type Order = (typeof ORDERS)[number];
