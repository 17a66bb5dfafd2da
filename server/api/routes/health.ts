import "server-only";
import { readHealth } from "@/server/platform/heartbeat";

/** 200 while the database answers and jobs are worked on, else 503. */
export async function reportHealth(): Promise<Response> {
  const state = await readHealth();
  return Response.json(state, {
    status: state.ok ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
