// Recognizes the shapes that mail programs give to quotations, in any language.
import type { SentEmailMatcher } from "./sent";

const ADDRESS = /[^\s<>@"(),;:[\]]@[\w-]+(?:\.[\w-]+)+/u;
const ADDRESSES = /[^\s<>"(),;:[\]]+@[\w.-]+/gu;
/** A time of day. */
const TIME = /(?<![\p{Nd}.:])\p{Nd}{1,2}[:.h]\p{Nd}{2}(?!\p{Nd})/u;
/** A year, or a day as numbers. */
const DAY = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})|\p{Nd}{1,2}[./-] ?\p{Nd}{1,2}[./-]/u;
/** A day and a time close together, as programs write them; people write them apart. */
const MOMENT = new RegExp(`(?:${DAY.source}).{0,40}?${TIME.source}`, "u");
const COLON = /[:：﹕]$/;

/** Removes marks of emphasis and writing direction from a line. */
export function bareLine(line: string): string {
  return line
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\*/g, "")
    .replace(/\\(?=[<>[\]()_])/g, "")
    .trim();
}

/** Most lines into which a program may fold one sentence. */
const FOLDED = 4;
/** Characters of a line that may belong to such a sentence. */
const LONGEST_SENTENCE = 400;
/** The fewest characters of a folded line. Programs fold at 70 or more, before the word that no longer fits. */
const SHORTEST_FOLDED = 40;

/** `Name: value`, as the headers of an older email are shown. */
const HEADER = /^((?:\p{L}|\p{M})[^:：\d/<>@]{0,30}?)\s?[:：](?!\/\/)\s*(.*)$/u;

/** The surroundings of headers: whether a rule or title is above them, and the footer of our email below. */
interface Around {
  ruled: boolean;
  foot: boolean;
}

/**
 * Counts the lines of an older email's headers from a line on; null if none begin there. They are three or more
 * lines `Name: value`, one with an address, and another sign of an email: a second address, the subject
 * of a reply, or one of our subjects.
 */
export function measureHeaderBlock(
  lines: readonly string[],
  at: number,
  known: SentEmailMatcher,
  { ruled, foot }: Around,
): number | null {
  const values: string[] = [];
  let end = at;
  for (; end < lines.length && values.length < 12; end++) {
    const line = lines[end] ?? "";
    const [, name, value = ""] = HEADER.exec(line) ?? [];
    if (name && name.split(/\s+/).length <= 4) values.push(value.trim());
    // A long list of addresses continues in the next line.
    else if (
      values.length > 0 &&
      line !== "" &&
      ADDRESS.test(line) &&
      (/[,;>]$/.test(values.at(-1) ?? "") || /^[<[(]/.test(line))
    )
      values[values.length - 1] += ` ${line}`;
    else break;
  }
  if (values.length < (ruled ? 2 : 3)) return null;
  const [first = "", ...others] = values;
  const addresses = values.filter((value) => ADDRESS.test(value)).length;
  const dated = values.some((value) => DAY.test(value) || TIME.test(value));
  const subject = others.some(
    (value) =>
      COMMON_REPLY_PREFIX.test(value) ||
      (addresses > 0 && REPLY_PREFIX.test(value)) ||
      known.isSubject(value),
  );
  const ours = values.some((value) => known.namesUs(value));
  const evidence =
    (addresses > 0 ? 1 : 0) +
    (addresses > 1 ? 1 : 0) +
    (dated ? 1 : 0) +
    (subject ? 2 : 0) +
    (ours ? 2 : 0) +
    (ruled ? 2 : 0) +
    (ADDRESS.test(first) || known.namesUs(first) ? 1 : 0);
  // Addresses alone are a list of people.
  const mailed = addresses > 1 && values.length - addresses > (foot ? 0 : 1);
  const isEmail = mailed || subject || ours || ruled;
  return isEmail && evidence >= 3 ? end - at : null;
}
/** `Re:`, `AW:`, `答复：`: a short word before a subject. */
const REPLY_PREFIX = /^\p{L}{1,5}(?:\[\d+\])?\s?[:：](?!\/\/)/u;

/** The commonest prefixes of replies; one alone is enough to recognize an email. */
const COMMON_REPLY_PREFIX =
  /^(?:re|aw|wg|sv|vs|antw|odp|res|rif|tr|ynt|vá|vl|fwd?|回[复覆]|答[复覆]|转发|轉寄)\s?[:：]/iu;

/** Whether a line is nothing but a rule. */
export function isRule(line: string): boolean {
  return /^\s*(?:[_\u2010-\u2015=-]\s?){3,}\s*$/.test(line);
}

/** Whether a line has words between dashes, such as `-----Original Message-----` in any language. */
export function isTitledRule(line: string): boolean {
  return /^\s*[-_\u2010-\u2015=]{3,}\s?[\p{L}\s&;:'’]{4,60}\s?[-_\u2010-\u2015=]{3,}\s*$/u.test(
    bareLine(line),
  );
}

/** Whether a line says "Original Message" or "Forwarded" between dashes, in one of the commonest languages. */
export function isOriginalMessage(line: string): boolean {
  return (
    isTitledRule(line) &&
    /original|forwarded|ursprünglich|weitergeleit|origine|transféré|inoltrat|reenviad|encaminhad|doorgestuurd|oorspronkelijk|oprindelig|opprinnelig|ursprungligt|alkuperäinen|oryginaln|přeposlan|původní|исходное|пересыла|原始|转发|轉寄|元の|転送|원본|전달/iu.test(
      line,
    )
  );
}

/** Whether a line is the one above the headers of an email that was forwarded by an Apple program. */
export function isForwardedBelow(line: string): boolean {
  return /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du (?:message|courriel|mail) (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio (?:del )?messaggio inoltrato|begin doorgestuurd bericht|vidarebefordrat (?:brev|mejl)|videresendt (?:meddelelse|melding)|start på videresendt melding|início da mensagem (?:re)?encaminhada|välitetty viesti alkaa|początek przekazywanej wiadomości|začátek přeposílané zprávy|начало переадресованного сообщения|下面是被转发的邮件|開始轉寄信件|転送されたメッセージ|전달된 메시지)\s?[:：]$/iu.test(
    line,
  );
}

/** A sentence by which a program introduces a quotation. */
export interface LeadIn {
  from: number;
  to: number;
  /** Whether only a program writes like this: with day and time, or day and address. */
  sure: boolean;
  /** Whether it names this site or the author of one of our emails. */
  ours: boolean;
}

/** "On Mon, 2 Nov 2026 15:04:05 +0000", above a line with the name, as Claws writes it. */
const ENDS_IN_TIME = /\p{Nd}:\p{Nd}{2}(?: [+-]\p{Nd}{4})?,?$/u;

/** Finds the first line of a folded sentence whose date is further up. Programs fold only long lines. */
function findFoldedStart(lines: readonly string[], last: number, stop: number): number {
  let words = lines[last] ?? "";
  for (let from = last - 1; from > stop && from > last - FOLDED; from--) {
    const line = lines[from] ?? "";
    const isFolded =
      line.length >= SHORTEST_FOLDED || /[<(]$/.test(line) || ENDS_IN_TIME.test(line);
    if (line.length > LONGEST_SENTENCE) break;
    if (!isFolded || /[.!?:;。！？]$/.test(line)) break;
    words = `${line} ${words}`;
    if (DAY.test(words.replace(ADDRESSES, "@"))) return from;
  }
  return last;
}

/** Forms that no program writes: "2026-11-02 15:04 ERROR: failed:", "From the abstract (12/06/2017, 17:57):". */
const IN_PROSE = /[)\]]\s?[:：]$|\p{L}[:：]\s/u;

/** `---- On Monday Ada wrote ----`, and GroupWise's `>>> Ada 11/2/2026 3:04 PM >>>`. */
const BETWEEN_SIGNS = /^[\u2010-\u2015-]{2,}.*[\u2010-\u2015-]{2,}$|^>{2,3} .*[^>] ?>{2,3}$/;

/** Whether a line is a lead-in between marks of quotation. */
export function isBetweenSigns(line: string): boolean {
  return (
    line.startsWith(">") &&
    line.length <= LONGEST_SENTENCE &&
    BETWEEN_SIGNS.test(line) &&
    (ADDRESS.test(line) || MOMENT.test(line))
  );
}

/**
 * Finds the lead-in that ends in line `to`, and may be folded; null if there is none.
 * @param leads whether a quotation follows, so that a colon is not needed
 */
export function findLeadIn(
  lines: readonly string[],
  to: number,
  known: SentEmailMatcher,
  stop: number,
  leads: boolean,
): LeadIn | null {
  const last = lines[to] ?? "";
  if (last.length > LONGEST_SENTENCE) return null;
  const ends = COLON.test(last) || BETWEEN_SIGNS.test(last);
  if (!ends && !leads) return null;
  let weak: LeadIn | null = null;
  let words = "";
  for (let from = to; from > stop && from > to - FOLDED; from--) {
    const line = lines[from] ?? "";
    if (line === "") break;
    words = `${line} ${words}`;
    if (words.length > 500) break;
    // Digits within an address are not a date.
    const withoutAddresses = words.replace(ADDRESSES, "@");
    const day = DAY.test(withoutAddresses);
    const address = ADDRESS.test(words);
    const ours = known.namesUs(words);
    if (!ends && !(MOMENT.test(withoutAddresses) && address)) continue;
    const isKnown = address || ours || known.namesAuthor(words);
    const moment = MOMENT.test(withoutAddresses) && (isKnown || !IN_PROSE.test(words.trim()));
    if (moment || (day && (address || ours)) || (ours && address)) {
      const first = day ? from : findFoldedStart(lines, from, stop);
      // In "… <colloquy@example.org> del dia 2 de nov." the name is in the line before.
      const named = !address && first > stop + 1 && known.namesUs(lines[first - 1] ?? "");
      const isOurs = ours || named || known.namesAuthor(words);
      return { from: named ? first - 1 : first, to, sure: true, ours: isOurs };
    }
    if (!weak && (address || day || known.namesAuthor(words))) {
      weak = { from, to, sure: false, ours: ours || known.namesAuthor(words) };
    }
  }
  return weak;
}
