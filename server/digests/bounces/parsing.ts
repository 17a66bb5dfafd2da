// Reads the reports of mail servers: bounces (RFC 3464) and complaints (RFC 5965).
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

/** What a machine reports of a mail: that it did not arrive, or that its reader calls it unwanted. */
export type Report =
  | ({ kind: "bounce" } & SmtpFailure)
  | {
      kind: "complaint";
      words: string;
      /** Where the reported mail said that it comes back to. */
      returnPath: string | null;
      /** The reported mail's links for unsubscribing. */
      unsubscribe: string[];
    };

/** Parts of a report that are read: one is enough for a mail to one address. */
const GROUPS = 10;
/** What somebody says by calling a mail spam (RFC 5965, 7.3); `not-spam` and reports of signatures say other things. */
const COMPLAINTS = new Set(["abuse", "fraud", "opt-out"]);

/** Reads a delivery status notification (RFC 3464) or a complaint (RFC 5965); null for any other mail. */
export function readReport(mail: MailParts): Report | null {
  const status = part(mail, /^message\/(global-)?delivery-status$/);
  if (status !== null) return bounceIn(groupsOf(status));
  const feedback = part(mail, /^message\/feedback-report$/);
  if (feedback === null) return null;
  const [fields] = groupsOf(feedback);
  const type = said(fields, "feedback-type")?.toLowerCase() ?? "";
  if (!COMPLAINTS.has(type)) return null;
  const original = part(mail, /^(message\/(global|rfc822)|text\/(global|rfc822)-headers)$/);
  const reported = headersOfMail(Buffer.from(`${original ?? ""}\r\n\r\n`));
  return {
    kind: "complaint",
    words: makeStorable(
      `${type}, by ${said(fields, "user-agent") ?? "an unnamed service"}`,
      WORDS_MAX,
    ),
    returnPath: said(fields, "original-mail-from")?.replace(/[<>]/g, "") ?? null,
    unsubscribe: headersOf({ headers: reported }, "list-unsubscribe"),
  };
}

/** Bytes of a part of a report that are read. */
const PART_READ = 50_000;

/** The first part of a kind, as text. */
function part({ parts }: MailParts, kind: RegExp): string | null {
  const found = parts.find(({ type }) => kind.test(type));
  return found ? decodeText(found.bytes(PART_READ), found.charset) : null;
}

type Fields = Header[];

/** The groups of fields of a report, which are written as the headers of a mail are (RFC 3464, 2.1). */
function groupsOf(text: string): Fields[] {
  const groups = text
    .trim()
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(0, GROUPS);
  return groups.map((group) => headersOfMail(Buffer.from(`${group}\r\n\r\n`)));
}

/** What a group says in a field; the last word where it says several. */
function said(group: Fields | undefined, name: string): string | undefined {
  return group?.findLast(({ key }) => key === name)?.value;
}

/** Of several addresses the first that failed: a digest goes to one. Null where none has failed (yet). */
function bounceIn(groups: readonly Fields[]): Report | null {
  const failed = groups.find((fields) => said(fields, "action")?.toLowerCase() === "failed");
  if (!failed) return null;
  // "smtp; 550 5.1.1 No such user" (RFC 3464, 2.3.6).
  const words = (said(failed, "diagnostic-code") ?? "").replace(/^[\w-]+;\s*/, "");
  const given = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(said(failed, "status") ?? "")?.[0] ?? "";
  const closer = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0];
  const status = (/\.0\.0$/.test(given) && closer) || given;
  const permanent = status.startsWith("5");
  return {
    kind: "bounce",
    permanent,
    // 5.0.0 says nothing but that it came back for good.
    address: permanent && (status === "5.0.0" || ABOUT_ADDRESS.test(status)),
    status,
    words: makeStorable(words || "It came back.", WORDS_MAX),
  };
}
