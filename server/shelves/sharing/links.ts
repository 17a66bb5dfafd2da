// Addresses of shared lists: the token in one is computed from an id, so that owners can read the link again, and a copy
// of the database gives no way in.
import "server-only";
import { env } from "@/server/platform/env";
import { macOf } from "@/server/platform/secrets/signed-link";
import { sharedListPath } from "@/server/platform/web/addresses";

/** The secret part of a link. */
export function tokenOf(linkId: string): string {
  return macOf("link to a list", linkId).toString("base64url");
}

/** The address of a shared list. */
export function addressOf(linkId: string): string {
  return `${env().SITE_URL}${sharedListPath(tokenOf(linkId))}`;
}
