import { ownDataFile } from "@/server/accounts/queries";
import type { Viewer } from "@/server/people/policy";

/** What somebody downloads about themselves, read back. */
export async function ownData(viewer: Viewer): Promise<ReturnType<typeof JSON.parse>> {
  let text = "";
  for await (const part of await ownDataFile(viewer)) text += part;
  return JSON.parse(text);
}
