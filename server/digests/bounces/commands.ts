import "server-only";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { partsOf } from "@/server/platform/mail/parts";
import type { Postbox, Received } from "@/server/platform/mail/receiving";
import { refuse } from "@/server/platform/refusal";
import { verifyToken } from "@/server/platform/secrets/signed-link";
import { UNSUBSCRIBE } from "../schema";
import { type BouncedDigest, readBounceAddress } from "./address";
import { type Report, readReport } from "./parsing";
import { recordFailure } from "./suppression/commands";

/** The name before the @ that services send complaints to. */
const COMPLAINTS = "complaints";

/** Receives bounces and complaints about digests. */
export const reportPostbox: Postbox = {
  async takes(address) {
    return isForComplaints(address) || (await readBounceAddress(address)) !== null;
  },
  receive,
};

function isForComplaints(address: string): boolean {
  return address.trim().toLowerCase() === `${COMPLAINTS}@${env().INBOUND_DOMAIN}`;
}

/**
 * Records a report only if it proves that it is about an email from this site: by the address it came back to,
 * or by a signed link in it.
 */
async function receive(raw: Uint8Array, to: string): Promise<Received> {
  const bounced = await readBounceAddress(to);
  const mail = partsOf(raw);
  const report = mail ? readReport(mail) : null;
  if (report?.kind === "complaint") {
    const about = bounced ?? (await findComplainedDigest(report));
    if (about) {
      const { words } = report;
      const failure = { permanent: false, address: true, status: "", words, complaint: true };
      await recordFailure({ ...about, ...failure });
      return { words: "The complaint was recorded, and we no longer email this address" };
    }
  }
  if (report?.kind === "bounce" && bounced) {
    await recordBounce(bounced, report);
    return { words: "The report was read" };
  }
  // Automatic replies, such as out-of-office messages, come back to the same address.
  if (bounced) return { words: "Nothing in this email is kept" };
  return refuse("INVALID", {
    say: "Only complaint reports (RFC 5965) about emails from this site are read here. Contact the people who run it.",
  });
}

async function recordBounce(bounced: BouncedDigest, report: Extract<Report, { kind: "bounce" }>) {
  const { digestId: id } = bounced;
  const { kind: _, ...failure } = report;
  await recordFailure({ ...bounced, ...failure, complaint: false });
  // The digest still counts as sent: the failure says that it came back.
  await db.digest.updateMany({
    where: { id, sentAt: { not: null } },
    data: { failure: failure.words },
  });
}

/** Finds the address that complained, if the report contains something only an email from this site has. */
async function findComplainedDigest(report: Extract<Report, { kind: "complaint" }>) {
  const bounced = report.returnPath ? await readBounceAddress(report.returnPath) : null;
  if (bounced) return bounced;
  for (const header of report.unsubscribe) {
    const [, token] = /[?&]token=([\w.-]+)/.exec(header) ?? [];
    const content = token ? verifyToken(UNSUBSCRIBE, token) : null;
    if (content) return { email: content.email.toLowerCase(), digestId: null };
  }
  return null;
}
