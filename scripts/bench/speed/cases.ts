import { acts } from "./acts";
import type { Case } from "./case";
import { pages } from "./pages";
import type { Stage } from "./stage";
import { wire } from "./wire";

/** Writes out all cases over a world. @param site its address, which calls that write have to name */
export async function casesOf(site: string, stage: Stage): Promise<Case[]> {
  return [...pages(stage), ...(await wire(stage)), ...(await acts(site, stage))];
}
