import { NextRequest } from "next/server";
import { FOREIGN, isSameSite } from "@/server/api/same-site";
import { authHandlers } from "@/server/people/auth";
import { linkInput } from "@/server/people/schema";
import { isHttps } from "@/server/people/sessions";

/** The button of the page that a sign-in link leads to: here the link is used up. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const form = await request.formData().catch(() => null);
  const token = form?.get("token");
  const fields = linkInput.safeParse({ email: form?.get("email"), to: form?.get("to") ?? "/" });
  if (!fields.success || typeof token !== "string" || token.length > 100)
    return leadTo("/sign-in?error=Verification");
  const url = new URL(
    `${isHttps() ? "https" : "http"}://${request.headers.get("host")}/api/auth/callback/email`,
  );
  url.searchParams.set("token", token);
  url.searchParams.set("email", fields.data.email);
  url.searchParams.set("callbackUrl", `/welcome?to=${encodeURIComponent(fields.data.to)}`);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.delete("content-type");
  const answer = await authHandlers.GET(new NextRequest(url, { headers }));
  const location = answer.headers.get("location") ?? "";
  const path = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
  const good = path !== null && path.pathname === "/welcome";
  const led = leadTo(good ? path.pathname + path.search : "/sign-in?error=Verification");
  if (good)
    for (const cookie of answer.headers.getSetCookie()) led.headers.append("Set-Cookie", cookie);
  return led;
}

function leadTo(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: path, "Cache-Control": "no-store" },
  });
}
