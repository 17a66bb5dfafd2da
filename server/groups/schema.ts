import { z } from "zod";
import { emailAddress, name, prose, timeZone } from "@/server/platform/text";

export const groupFields = z.object({
  name: name(80, "The name of the group"),
  description: prose(2000, "The description").default(""),
  visibility: z.enum(["public", "unlisted", "private"]).default("public"),
  joinPolicy: z.enum(["open", "request", "invitation"]).default("open"),
  timeZone,
});

export const handleInput = z.object({ handle: z.string().min(1).max(60) });
export const askInput = z.object({ message: prose(500, "Your message").default("") });
export const answerInput = z.object({ requestId: z.uuid(), accept: z.boolean() });
export const inviteEmailInput = z.object({ email: emailAddress });
export const revokeInput = z.object({ invitationId: z.uuid() });
export const tokenInput = z.object({ token: z.string().min(20).max(100) });
export const roleInput = handleInput.extend({ role: z.enum(["member", "organizer"]) });

/** The part of a group's address that comes from its name. */
export function slugOfName(value: string): string {
  const slug = value
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
  // "new" is the address of the form.
  return slug === "" || slug === "new" ? "group" : slug;
}
