import { acts } from "./acts";
import type { Case } from "./case";
import { pages } from "./pages";
import type { Stage } from "./stage";
import { wire } from "./wire";

/** Lists all cases for a world. @param site its address, which writing calls have to send as their origin */
export async function casesOf(site: string, stage: Stage): Promise<Case[]> {
  return [...pages(stage), ...(await wire(stage)), ...(await acts(site, stage))];
}
