// `npm run people:operator -- HANDLE [--off]`: who runs the site, or no longer does.
import { changeOffice } from "@/scripts/runtime/office";

await changeOffice("operator", process.argv.slice(2));
