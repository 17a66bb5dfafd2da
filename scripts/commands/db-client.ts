// `npm run db:client`: generates the database client, as every command does before it begins. An editor and
// `npx tsc` need it on a fresh clone.
console.log("The database client is up to date.");
