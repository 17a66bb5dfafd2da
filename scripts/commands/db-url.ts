// `npm run -s db:url`: prints the address of the database in use.
import { embeddedAnswers, embeddedUrl } from "@/scripts/runtime/postgres/embedded";

const given = process.env.DATABASE_URL;
console.log(given || (await embeddedUrl()));
if (!given && !(await embeddedAnswers())) {
  console.error("(It does not run at the moment; npm start starts it.)");
}
