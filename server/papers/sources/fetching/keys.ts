// Keys of sources, which operators may set: with one, a source answers more requests.
import { env } from "@/server/platform/env";
import type { Source } from "../record";

/** Completes a request with the key of its source, if there is one. The address without it is the one that is kept. */
export function withKey({ key }: Source, address: string) {
  const value = key && env()[key.setting];
  if (!key || !value) return { address, headers: {} };
  if ("header" in key) return { address, headers: { [key.header]: value } };
  const url = new URL(address);
  url.searchParams.set(key.parameter, value);
  return { address: url.href, headers: {} };
}
