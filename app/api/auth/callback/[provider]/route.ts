import type { NextRequest } from "next/server";
import { authHandlers } from "@/server/people/auth";
import { outsideSignIns } from "@/server/people/queries";

interface Params {
  params: Promise<{ provider: string }>;
}

/**
 * Where an outside provider sends people back to. Links from mails do not come here: they lead to a
 * page with a button, so that a mail scanner that opens them does not use them up.
 */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { provider } = await params;
  if (!outsideSignIns().some(({ id }) => id === provider))
    return new Response(null, { status: 404 });
  return authHandlers.GET(request);
}
