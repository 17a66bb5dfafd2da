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

/** Leaves room for the tail of groups that are not public. */
export const ADDRESS_MAX = 48;
/** Addresses of pages beside those of groups. */
const RESERVED = ["new"];
const ADDRESS = "Use small letters, digits and single hyphens, such as graph-readers.";
export const addressFields = z.object({
  slug: z
    .string()
    .trim()
    .min(3, "Use at least 3 characters.")
    .max(60, `Use at most ${ADDRESS_MAX} characters.`)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, ADDRESS)
    .refine((slug) => !RESERVED.includes(slug), "This address is taken. Choose another."),
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
/** The name of the group, typed to confirm its deletion. */
export const endInput = z.object({ name: z.string().max(NAME_MAX * 2) });
export const roleInput = handleInput.extend({ role: z.enum(["member", "organizer"]) });
