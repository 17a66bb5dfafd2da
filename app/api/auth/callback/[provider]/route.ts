import { clientOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { spendAttempt } from "@/server/people/sign-in/commands";
import { finishOutside } from "@/server/people/sign-in/flow";
import { outsideSignIns } from "@/server/people/sign-in/providers";

interface Params {
  params: Promise<{ provider: string }>;
}

/**
 * Receives people whom an outside provider sends back. Links from emails do not come here: they lead to a
 * page with a button, so that a mail scanner that opens them does not use them up.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { provider } = await params;
  if (!outsideSignIns().some(({ id }) => id === provider))
    return new Response(null, { status: 404 });
  try {
    await spendAttempt(clientOf(request.headers));
    return await finishOutside(request, provider);
  } catch (error) {
    return plainRefusal(error);
  }
}
