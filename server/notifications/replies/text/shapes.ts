// The shapes that mail programs give to what they quote, in whatever language.
import type { Known } from "./sent";

const ADDRESS = /[^\s<>@"(),;:[\]]@[\w-]+(?:\.[\w-]+)+/u;
const ADDRESSES = /[^\s<>"(),;:[\]]+@[\w.-]+/gu;
/** A time of day. */
const TIME = /(?<![\p{Nd}.:])\p{Nd}{1,2}[:.h]\p{Nd}{2}(?!\p{Nd})/u;
/** A year, or a day as numbers. */
const DAY = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})|\p{Nd}{1,2}[./-] ?\p{Nd}{1,2}[./-]/u;
/** Programs write a day and, not far behind, the time; people write them apart. */
const MOMENT = new RegExp(`(?:${DAY.source}).{0,40}?${TIME.source}`, "u");
const COLON = /[:：﹕]$/;

/** A line as it is looked at here: marks of emphasis and of writing direction say nothing. */
export function bareLine(line: string): string {
  return line
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\*/g, "")
    .replace(/\\(?=[<>[\]()_])/g, "")
    .trim();
}

/** Lines that one sentence of a program may be folded into. */
const FOLDED = 4;
/** Characters of a line that may belong to one; longer ones are not looked at. */
const LONGEST_SENTENCE = 400;
/** Characters of a line that is folded: programs do it at 70 and more, before the word that is too long. */
const SHORTEST_FOLDED = 40;

/** `Name: value`, as the headers of an older mail are shown. */
const HEADER = /^((?:\p{L}|\p{M})[^:：\d/<>@]{0,30}?)\s?[:：](?!\/\/)\s*(.*)$/u;

/** What stands around: a rule or title above, the foot of a mail of ours below. */
interface Around {
  ruled: boolean;
  foot: boolean;
}

/**
 * Where the headers of an older mail begin, how many lines they take; null where a line begins none. Three or
 * more lines `Name: value`, one with an address, and a sign that they are those of a mail: a second address, a
 * subject that answers, or one of ours.
 */
export function headerBlock(
  lines: readonly string[],
  at: number,
  known: Known,
  { ruled, foot }: Around,
): number | null {
  const values: string[] = [];
  let end = at;
  for (; end < lines.length && values.length < 12; end++) {
    const line = lines[end] ?? "";
    const [, name, value = ""] = HEADER.exec(line) ?? [];
    if (name && name.split(/\s+/).length <= 4) values.push(value.trim());
    // A long list of addresses goes on in the next line.
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
      KNOWN.test(value) || (addresses > 0 && ANSWERS.test(value)) || known.isSubject(value),
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
  const telling = mailed || subject || ours || ruled;
  return telling && evidence >= 3 ? end - at : null;
}
/** `Re:`, `AW:`, `答复：`: a short word before a subject. */
const ANSWERS = /^\p{L}{1,5}(?:\[\d+\])?\s?[:：](?!\/\/)/u;

/** The commonest of them: these alone are a sign. */
const KNOWN =
  /^(?:re|aw|wg|sv|vs|antw|odp|res|rif|tr|ynt|vá|vl|fwd?|回[复覆]|答[复覆]|转发|轉寄)\s?[:：]/iu;

/** A line that only divides. */
export function isRule(line: string): boolean {
  return /^\s*(?:[_\u2010-\u2015=-]\s?){3,}\s*$/.test(line);
}

/** Words between dashes, such as `-----Original Message-----` in any language. */
export function isTitledRule(line: string): boolean {
  return /^\s*[-_\u2010-\u2015=]{3,}\s?[\p{L}\s&;:'’]{4,60}\s?[-_\u2010-\u2015=]{3,}\s*$/u.test(
    bareLine(line),
  );
}

/** What it says in the languages that a program is most often set to. */
export function isOriginalMessage(line: string): boolean {
  return (
    isTitledRule(line) &&
    /original|forwarded|ursprünglich|weitergeleit|origine|transféré|inoltrat|reenviad|encaminhad|doorgestuurd|oorspronkelijk|oprindelig|opprinnelig|ursprungligt|alkuperäinen|oryginaln|přeposlan|původní|исходное|пересыла|原始|转发|轉寄|元の|転送|원본|전달/iu.test(
      line,
    )
  );
}

/** What stands above the headers of a mail that was passed on by an Apple program. */
export function isForwardedBelow(line: string): boolean {
  return /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du (?:message|courriel|mail) (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio (?:del )?messaggio inoltrato|begin doorgestuurd bericht|vidarebefordrat (?:brev|mejl)|videresendt (?:meddelelse|melding)|start på videresendt melding|início da mensagem (?:re)?encaminhada|välitetty viesti alkaa|początek przekazywanej wiadomości|začátek přeposílané zprávy|начало переадресованного сообщения|下面是被转发的邮件|開始轉寄信件|転送されたメッセージ|전달된 메시지)\s?[:：]$/iu.test(
    line,
  );
}

/** A sentence by which a program leads in what it quotes. */
export interface LeadIn {
  from: number;
  to: number;
  /** Whether only a program writes so: with day and time, or day and address. */
  sure: boolean;
  /** Whether it names this site. */
  ours: boolean;
}

/** "On Mon, 2 Nov 2026 15:04:05 +0000", above a line with the name, as Claws writes it. */
const ENDS_IN_TIME = /\p{Nd}:\p{Nd}{2}(?: [+-]\p{Nd}{4})?,?$/u;

/** Where a sentence begins that has its day in a line further up: a program folds long lines, not short ones. */
function unfolded(lines: readonly string[], last: number, stop: number): number {
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

/** "2026-11-02 15:04 ERROR: failed:", "From the abstract (12/06/2017, 17:57):": no program writes so. */
const IN_PROSE = /[)\]]\s?[:：]$|\p{L}[:：]\s/u;

/** `---- On Monday Ada wrote ----`, and GroupWise's `>>> Ada 11/2/2026 3:04 PM >>>`. */
const BETWEEN_SIGNS = /^[\u2010-\u2015-]{2,}.*[\u2010-\u2015-]{2,}$|^>{2,3} .*[^>] ?>{2,3}$/;

/** Whether a line is such a sentence between signs of quotation. */
export function isBetweenSigns(line: string): boolean {
  return (
    line.startsWith(">") &&
    line.length <= LONGEST_SENTENCE &&
    BETWEEN_SIGNS.test(line) &&
    (ADDRESS.test(line) || MOMENT.test(line))
  );
}

/**
 * The sentence that ends in a line and may be folded; null where none does.
 * @param leads whether a quotation follows, so that a colon is not needed
 */
export function leadIn(
  lines: readonly string[],
  to: number,
  known: Known,
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
    // The numbers of an address are no day.
    const told = words.replace(ADDRESSES, "@");
    const day = DAY.test(told);
    const address = ADDRESS.test(words);
    const ours = known.namesUs(words);
    if (!ends && !(MOMENT.test(told) && address)) continue;
    const isKnown = address || ours || known.namesAuthor(words);
    const moment = MOMENT.test(told) && (isKnown || !IN_PROSE.test(words.trim()));
    if (moment || (day && (address || ours)) || (ours && address)) {
      const first = day ? from : unfolded(lines, from, stop);
      // "… <colloquy@example.org> del dia 2 de nov." and in the next line the rest: the name comes first.
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
