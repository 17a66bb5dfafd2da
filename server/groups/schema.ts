import { z } from "zod";
import { emailAddress, name, prose, timeZone } from "@/server/platform/text/inputs";

export const NAME_MAX = 80;
export const DESCRIPTION_MAX = 2000;
export const MESSAGE_MAX = 500;

export const groupFields = z.object({
  name: name(NAME_MAX, "The name of the group"),
  description: prose(DESCRIPTION_MAX, "The description").default(""),
  visibility: z.enum(["public", "unlisted", "private"]).default("public"),
  joinPolicy: z.enum(["open", "request", "invitation"]).default("open"),
  timeZone,
});

const handle = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/, "This is not a valid handle.");
export const handleInput = z.object({ handle });
export const askInput = z.object({ message: prose(MESSAGE_MAX, "Your message").default("") });
export const answerInput = z.object({ requestId: z.uuid(), accept: z.boolean() });
export const inviteEmailInput = z.object({ email: emailAddress });
export const revokeInput = z.object({ invitationId: z.uuid() });
export const tokenInput = z.object({ token: z.string().min(20).max(100) });
export const roleInput = handleInput.extend({ role: z.enum(["member", "organizer"]) });
