// Reads reports from mail servers: bounces (RFC 3464) and complaints (RFC 5965).
import "server-only";
import { decodeText } from "@/server/platform/mail/charset";
import {
  type Header,
  headersOf,
  headersOfMail,
  type MailParts,
} from "@/server/platform/mail/parts";
import { makeStorable } from "@/server/platform/text/inputs";
import { ABOUT_ADDRESS, type SmtpFailure, WORDS_MAX } from "./rules";

/** A machine's report about an email: it did not arrive, or its reader marked it as spam. */
export type Report =
  | ({ kind: "bounce" } & SmtpFailure)
  | {
      kind: "complaint";
      words: string;
      /** The return path of the reported email. */
      returnPath: string | null;
      /** The unsubscribe links of the reported email. */
      unsubscribe: string[];
    };

/** Groups of fields to read: an email to one address needs one. */
const GROUPS_MAX = 10;
/** Feedback types that count as a complaint (RFC 5965, 7.3); `not-spam` and reports about signatures do not. */
const COMPLAINTS = new Set(["abuse", "fraud", "opt-out"]);

/** Reads a delivery status notification (RFC 3464) or a complaint (RFC 5965); null for any other email. */
export function readReport(mail: MailParts): Report | null {
  const status = readPart(mail, /^message\/(global-)?delivery-status$/);
  if (status !== null) return readBounce(readFieldGroups(status));
  const feedback = readPart(mail, /^message\/feedback-report$/);
  if (feedback === null) return null;
  const [fields] = readFieldGroups(feedback);
  const type = readField(fields, "feedback-type")?.toLowerCase() ?? "";
  if (!COMPLAINTS.has(type)) return null;
  const original = readPart(mail, /^(message\/(global|rfc822)|text\/(global|rfc822)-headers)$/);
  const reported = headersOfMail(Buffer.from(`${original ?? ""}\r\n\r\n`));
  return {
    kind: "complaint",
    words: makeStorable(
      `${type}, by ${readField(fields, "user-agent") ?? "an unnamed service"}`,
      WORDS_MAX,
    ),
    returnPath: readField(fields, "original-mail-from")?.replace(/[<>]/g, "") ?? null,
    unsubscribe: headersOf({ headers: reported }, "list-unsubscribe"),
  };
}

/** Bytes to read of each part of a report. */
const PART_BYTES = 50_000;

/** Reads the first part of a given type, as text. */
function readPart({ parts }: MailParts, kind: RegExp): string | null {
  const found = parts.find(({ type }) => kind.test(type));
  return found ? decodeText(found.bytes(PART_BYTES), found.charset) : null;
}

type Fields = Header[];

/** Reads the groups of fields in a report, which are written like email headers (RFC 3464, 2.1). */
function readFieldGroups(text: string): Fields[] {
  const groups = text
    .trim()
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(0, GROUPS_MAX);
  return groups.map((group) => headersOfMail(Buffer.from(`${group}\r\n\r\n`)));
}

/** Reads a field of a group; the last value if there are several. */
function readField(group: Fields | undefined, name: string): string | undefined {
  return group?.findLast(({ key }) => key === name)?.value;
}

/** Reads the first address that failed: a digest goes to one address. Null if none has failed (yet). */
function readBounce(groups: readonly Fields[]): Report | null {
  const failed = groups.find((fields) => readField(fields, "action")?.toLowerCase() === "failed");
  if (!failed) return null;
  // "smtp; 550 5.1.1 No such user" (RFC 3464, 2.3.6).
  const words = (readField(failed, "diagnostic-code") ?? "").replace(/^[\w-]+;\s*/, "");
  const given = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(readField(failed, "status") ?? "")?.[0] ?? "";
  const closer = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0];
  const status = (/\.0\.0$/.test(given) && closer) || given;
  const permanent = status.startsWith("5");
  return {
    kind: "bounce",
    permanent,
    // 5.0.0 means only that the failure is permanent.
    address: permanent && (status === "5.0.0" || ABOUT_ADDRESS.test(status)),
    status,
    words: makeStorable(words || "It came back.", WORDS_MAX),
  };
}
