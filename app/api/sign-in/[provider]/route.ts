import { FOREIGN, isSameSite } from "@/server/api/same-site";
import { signIn } from "@/server/people/auth";
import { outsideSignIns } from "@/server/people/queries";
import { isLocalPath } from "@/server/platform/text";

interface Params {
  params: Promise<{ provider: string }>;
}

/** Sends somebody to the provider they chose. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const { provider } = await params;
  if (!outsideSignIns().some(({ id }) => id === provider))
    return new Response(null, { status: 404 });
  const to = (await request.formData().catch(() => null))?.get("to");
  const back = typeof to === "string" && isLocalPath(to) ? to : "/";
  const redirectTo = `/welcome?to=${encodeURIComponent(back)}`;
  const location = await signIn(provider, { redirectTo, redirect: false });
  return new Response(null, { status: 303, headers: { Location: String(location) } });
}
