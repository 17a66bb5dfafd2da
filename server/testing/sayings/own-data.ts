import { ownDataFile } from "@/server/accounts/queries";
import type { Viewer } from "@/server/people/policy";

/** Reads back what somebody downloads about themselves. */
export async function ownData(viewer: Viewer): Promise<ReturnType<typeof JSON.parse>> {
  let text = "";
  for await (const part of await ownDataFile(viewer)) text += part;
  return JSON.parse(text);
}
