// Recognizes the end of an email that is not part of the reply: a signature, a phone's line, a rule.
import type { Fate } from "./composing";
import { bareLine, isRule } from "./shapes";

/** The longest signature that is cut off. */
const SIGNATURE = { lines: 8, characters: 600 };

/** Finds the first line of a signature or the like that ends in line `end`; null if that line is part of the reply. */
export function findEnding(
  texts: readonly string[],
  fates: readonly Fate[],
  end: number,
): number | null {
  const text = texts[end] ?? "";
  const rule = isRule(text) && !/^\s*(?:===|---)/.test(text);
  const dashes = /^(?:---|[—–])$/.test(text.trim()) && end > 0 && !texts[end - 1]?.trim();
  if (isSentFrom(text) || rule || isDelimiter(text) || dashes) return end;
  return findSignature(texts, fates, end);
}

/** Whether a line is the `-- ` above a signature. From HTML it comes escaped, so that it does not begin a list. */
function isDelimiter(line: string): boolean {
  return /^\\?-- ?\s*$/.test(line);
}

/** Finds the `-- ` of a short signature that ends in line `end`. */
function findSignature(
  texts: readonly string[],
  fates: readonly Fate[],
  end: number,
): number | null {
  let characters = 0;
  for (let at = end; at >= 0 && end - at <= 2 * SIGNATURE.lines; at--) {
    const text = texts[at] ?? "";
    if (isDelimiter(text)) {
      const below = texts.slice(at + 1, end + 1);
      const words = below.filter((line) => line.trim());
      const short = words.length <= SIGNATURE.lines && characters <= SIGNATURE.characters;
      return short && !hasReply(below) ? at : null;
    }
    if (fates[at] === "quote" || /^ {0,3}(?:```|~~~)/.test(text)) return null;
    if (!isDisclaimer(text)) characters += text.length;
  }
  return null;
}

/** Whether lines hold part of the reply: a postscript, or a sentence that is set apart or long. */
function hasReply(lines: readonly string[]): boolean {
  return lines.some((line, at) => {
    if (/^(?:P\.? ?P?\.? ?S|N\. ?B|NB|Edit|Update|Addendum|Nachtrag)\b/i.test(line)) return true;
    if (isDisclaimer(line)) return false;
    const isApart = !lines[at - 1]?.trim();
    return isSentence(line) && (isApart || line.length > LONG_LINE);
  });
}

/** Whether a line is a notice of confidentiality that a company puts below signatures. */
function isDisclaimer(line: string): boolean {
  return (
    /confiden[tc]i|vertraulich|riservat|poufn|конфиденц|機密|机密/iu.test(line) &&
    /e-?mail|message|mensa|messaggio|nachricht|wiadomo|сообщен|メール|邮件|郵件/iu.test(line)
  );
}
/** Characters; lines of a signature are shorter. */
const LONG_LINE = 90;

/** Whether a line is a sentence: four words or more and a full stop, or six characters in a script without spaces. */
function isSentence(line: string): boolean {
  const words = line.trim();
  if (/[。！？]$/.test(words)) return words.length >= 6;
  return /[.!?]$/.test(words) && words.split(/\s+/).length >= 4;
}

const DEVICE =
  /\b(?:iPhon\p{L}*|iPad\p{L}*|iPod|Android|Samsung|Galaxy|Huawei|Xiaomi|Redmi|OPPO|Pixel|BlackBerry|Nokia|Windows Phone|Windows 1\d|Outlook|Yahoo|AOL|Proton ?Mail|Tuta\p{L}*|Thunderbird|K-9|FairEmail|Mailbird|Mailspring|BlueMail|Canary|eM Client|HEY|Fastmail|Zoho|Superhuman|Airmail|Spark|Gmail|GMX|WEB\.DE|QQ|mobile|mobil\p{L}*|smartphone|Handy|telefon\p{L}*|téléphone|móvil|cellulare|telemóvel|Mail (?:for|für|pour|para|per|voor|til|för))\b|手机|手機|邮箱|мобильн|почт|Mail Orange|スマートフォン|휴대폰/iu;
const SENT =
  /^(?:sent (?:from|with|via|by|using|on|securely)|get|download|gesendet (?:von|mit|über|aus)|von meine[mr]|diese nachricht wurde|envoyé|obtenez|enviado|enviat|obtener|inviato|scarica|verzonden|verstuurd|skickat|sendt|lähetetty|wysłan|odeslán|odesláno|odoslan|отправлено|надіслано|изпратено|trimis|poslan|послато|στάλθηκε|απεστάλη|(?:el)?küldve|saadetud|nosūtīts|išsiųsta|(?:đã |được )?gửi từ|dikirim|נשלח|تم الإرسال|مرسل من|أ?ُ?رسلت من|ส่งจาก|发自|發自|从我|從我|我的)/iu;
const SENT_LAST = /(?:送信|傳送|发送|寄出|보냄|에서 보냄|gönderildi|lähetetty|küldve|전송)[。.]?$/u;

/** Whether a phone or program added a line, such as "Sent from my iPhone". */
export function isSentFrom(line: string): boolean {
  const words = bareLine(line)
    .replace(/^[-[(]+\s*|[\])]+$/g, "")
    .replace(/[<([]?https?:\S+/g, "")
    .trim();
  if (words.length > 90 || !DEVICE.test(words)) return false;
  return SENT.test(words) || SENT_LAST.test(words) || isOutlookForPhones(words);
}

/** Whether words are "Get Outlook for iOS", in any language. */
function isOutlookForPhones(words: string): boolean {
  return (
    words.length <= 60 && /\bOutlook\b/.test(words) && /(?:iOS|Android)\S*(?: \S+)?$/.test(words)
  );
}
