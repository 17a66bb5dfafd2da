// `npm run people:moderator -- HANDLE [--off]`: who keeps public threads civil, or no longer does.
import { changeOffice } from "@/scripts/runtime/office";

await changeOffice("moderator", process.argv.slice(2));
