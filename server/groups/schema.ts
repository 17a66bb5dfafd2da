import { z } from "zod";
import { NAME_MAX as PERSON_NAME_MAX } from "@/server/people/schema";
import { emailAddress, name, prose } from "@/server/platform/text/inputs";
import { timeZone } from "@/server/platform/time/zones";

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
/** The address of a group, in a page's own address. */
export const groupAddress = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/);

const handle = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/, "This is not a valid handle.");
export const handleInput = z.object({ handle });
export const askInput = z.object({ message: prose(MESSAGE_MAX, "Your message").default("") });
export const answerInput = z.object({ requestId: z.uuid(), accept: z.boolean() });
/** Characters of a pasted list: about 200 for each of its addresses. */
const LIST_MAX = 20_000;
export const inviteEmailInput = z.object({
  addresses: prose(LIST_MAX, "The list").refine((value) => value !== "", {
    error: "Enter at least one email address.",
  }),
  /** Whether addresses that were invited before get another email. */
  again: z.boolean().default(false),
});
export const correctInput = z.object({
  invitationId: z.uuid(),
  email: emailAddress,
  /** The name beside the address; it may be empty. */
  name: z.union([z.literal(""), name(PERSON_NAME_MAX, "The name")]).default(""),
});
export const invitationInput = z.object({ invitationId: z.uuid() });
export const tokenInput = z.object({ token: z.string().min(20).max(100) });
/** The name of the group, typed to confirm its deletion. */
export const endInput = z.object({ name: z.string().max(NAME_MAX * 2) });
/** The form behind an emailed invitation. Name and time zone are those of a new person. */
export const arriveInput = tokenInput.extend({
  /** As the account that is signed in, or as the one of the invitation's address. */
  as: z.enum(["me", "invited"]).default("invited"),
  name: z.string().max(1000).default(""),
  timeZone: z.string().max(100).default(""),
});
export const roleInput = handleInput.extend({ role: z.enum(["member", "organizer"]) });
