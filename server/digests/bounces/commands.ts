import "server-only";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { partsOf } from "@/server/platform/mail/parts";
import type { Postbox, Received } from "@/server/platform/mail/receiving";
import { refuse } from "@/server/platform/refusal";
import { verifyToken } from "@/server/platform/signed-link";
import { UNSUBSCRIBE } from "../schema";
import { noteFailure } from "../suppression/commands";
import { type Bounced, readBounceAddress } from "./address";
import { type Report, readReport } from "./parsing";

/** The name before the @ that services send complaints to. */
const COMPLAINTS = "complaints";

/** Takes in what machines report of digests: bounces and complaints. */
export const reports: Postbox = {
  async takes(address) {
    return isForComplaints(address) || (await readBounceAddress(address)) !== null;
  },
  receive,
};

function isForComplaints(address: string): boolean {
  return address.trim().toLowerCase() === `${COMPLAINTS}@${env().INBOUND_DOMAIN}`;
}

/** Only what proves that it is about a mail of ours is believed: the address it came back to, or a signed link in it. */
async function receive(raw: Uint8Array, to: string): Promise<Received> {
  const bounced = await readBounceAddress(to);
  const mail = partsOf(raw);
  const report = mail ? readReport(mail) : null;
  if (report?.kind === "complaint") {
    const about = bounced ?? (await complainedOf(report));
    if (about) {
      const { words } = report;
      const said = { permanent: false, address: true, status: "", words, complaint: true };
      await noteFailure({ ...about, ...said });
      return { words: "The complaint was recorded, and we no longer email this address" };
    }
  }
  if (report?.kind === "bounce" && bounced) {
    await cameBack(bounced, report);
    return { words: "The report was read" };
  }
  // What machines answer, such as that somebody is on holiday, comes back to the same address.
  if (bounced) return { words: "Nothing in this email is kept" };
  return refuse("INVALID", {
    say: "Only complaint reports (RFC 5965) about emails from this site are read here. Contact the people who run it.",
  });
}

async function cameBack(bounced: Bounced, report: Extract<Report, { kind: "bounce" }>) {
  const { digestId: id } = bounced;
  const { kind: _, ...failure } = report;
  await noteFailure({ ...bounced, ...failure, complaint: false });
  // It stays sent: the failure says what came of that.
  await db.digest.updateMany({
    where: { id, sentAt: { not: null } },
    data: { failure: failure.words },
  });
}

/** Whose complaint it is, where the report carries what only a mail of ours has. */
async function complainedOf(report: Extract<Report, { kind: "complaint" }>) {
  const bounced = report.returnPath ? await readBounceAddress(report.returnPath) : null;
  if (bounced) return bounced;
  for (const header of report.unsubscribe) {
    const [, token] = /[?&]token=([\w.-]+)/.exec(header) ?? [];
    const content = token ? verifyToken(UNSUBSCRIBE, token) : null;
    if (content) return { email: content.email.toLowerCase(), digestId: null };
  }
  return null;
}
