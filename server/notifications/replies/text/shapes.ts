// Recognizes the shapes that mail programs give to quotations, in any language.
import type { SentEmailMatcher } from "./sent";

export const ADDRESS = /[^\s<>@"(),;:[\]]@[\w-]+(?:\.[\w-]+)+/u;
export const ADDRESSES = /[^\s<>"(),;:[\]]+@[\w.-]+/gu;
/** A time of day. */
const TIME = /(?<![\p{Nd}.:])\p{Nd}{1,2}[:.h]\p{Nd}{2}(?!\p{Nd})/u;
/** A year, or a day as numbers. */
export const DAY = /(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})|\p{Nd}{1,2}[./-] ?\p{Nd}{1,2}[./-]/u;
/** A day and a time close together, as programs write them; people write them apart. */
export const MOMENT = new RegExp(`(?:${DAY.source}).{0,40}?${TIME.source}`, "u");
export const COLON = /[:：﹕]$/;

/** Removes marks of emphasis and writing direction from a line. */
export function bareLine(line: string): string {
  return line
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\*/g, "")
    .replace(/\\(?=[<>[\]()_])/g, "")
    .trim();
}

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
