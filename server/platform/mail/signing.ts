import "server-only";
import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Env } from "../env";
import { asciiDomain } from "./address";

/** The key and domain that sign emails (DKIM, RFC 6376). */
export interface Signing {
  /** The domain that vouches for the email: the sender's. */
  domainName: string;
  /** Selector of its public key in DNS: SELECTOR._domainkey.DOMAIN. */
  keySelector: string;
  /** PEM. */
  privateKey: string;
  headerFieldNames: string;
}

/** Headers that the big receivers want to be signed, with those of one-click unsubscribing (RFC 8058, 4). */
const SIGNED = [
  ...["From", "Sender", "Reply-To", "Subject", "Date", "Message-ID", "To", "Cc", "MIME-Version"],
  ...["Content-Type", "Content-Transfer-Encoding", "In-Reply-To", "References", "List-Id"],
  ...["List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence"],
];

/** The domain of a sender such as `Colloquy <digests@example.org>`, in small ASCII letters. */
export function domainOf(sender: string): string {
  const domain = /@([^@<>\s]+?)>?\s*$/.exec(sender)?.[1] ?? "";
  return asciiDomain(domain) ?? domain.toLowerCase();
}

/**
 * Reads from settings how emails are signed; null if no key is set.
 * @throws Error with one line if the key cannot be used
 */
export function signingBy({ DKIM_KEY_FILE, DKIM_SELECTOR, MAIL_FROM }: Env): Signing | null {
  if (!DKIM_KEY_FILE) return null;
  const privateKey = textOf(DKIM_KEY_FILE);
  const key = keyIn(privateKey);
  if (key?.asymmetricKeyType !== "rsa") {
    throw new Error(
      "DKIM_KEY_FILE contains no RSA private key in PEM. Make one: see docs/mail.md.",
    );
  }
  return {
    domainName: domainOf(MAIL_FROM),
    keySelector: DKIM_SELECTOR,
    privateKey,
    headerFieldNames: SIGNED.join(":"),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(
      `DKIM_KEY_FILE cannot be read (${(error as NodeJS.ErrnoException).code}): ${path}`,
    );
  }
}

function keyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
