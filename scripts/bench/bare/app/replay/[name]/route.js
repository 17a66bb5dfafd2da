import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { pool } from "../../pool";

export const dynamic = "force-dynamic";

/** Sends the statements that the site sends for the same call, in turn those of several callers. */
async function replay(_request, { params }) {
  const { name } = await params;
  globalThis.bareTapes ??= JSON.parse(readFileSync(process.env.REPLAY_FILE, "utf8"));
  globalThis.bareTurn = (globalThis.bareTurn ?? 0) + 1;
  const takes = globalThis.bareTapes[name];
  const turn = globalThis.bareTurn;
  // What has to be new each time: an id that the take names, and the number of a comment.
  const ids = new Map();
  const fresh = (value) => {
    if (value?.fresh === "number") return 8_000_000 + turn;
    if (!value?.fresh) return value;
    if (!ids.has(value.fresh)) ids.set(value.fresh, randomUUID());
    return ids.get(value.fresh);
  };
  const client = await pool().connect();
  try {
    let last;
    for (const { text, values } of takes[turn % takes.length])
      last = await client.query(text, values.map(fresh));
    return Response.json(last?.rows ?? []);
  } catch (error) {
    await client.query("ROLLBACK");
    return Response.json({ error: error.message }, { status: 500 });
  } finally {
    client.release();
  }
}

export { replay as GET, replay as POST };
