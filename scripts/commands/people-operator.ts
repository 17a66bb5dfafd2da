// `npm run people:operator -- HANDLE [--off]`: makes a person an operator of the site, or ends that.
import { changeSiteRole } from "@/scripts/runtime/office";

await changeSiteRole("operator", process.argv.slice(2));
