import { z } from "zod";
import { emailAddress, isLocalPath, name, timeZone } from "@/server/platform/text";

export const NAME_MAX = 80;

const localOrHome = z
  .string()
  .max(500)
  .default("/")
  .transform((value) => (isLocalPath(value) ? value : "/"));

export const linkInput = z.object({ email: emailAddress, to: localOrHome });

export const welcomeInput = z.object({ name: name(NAME_MAX, "Your name"), timeZone });

/** Small letters, digits and hyphens: nothing that could look like somebody else's. */
const handle = z
  .string()
  .max(60)
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{1,29}$/, "A handle has 2 to 30 small letters, digits or hyphens.")
  .refine(
    (value) => !value.startsWith("deleted-"),
    "Handles that begin with deleted- are kept back.",
  );

export const profileInput = welcomeInput.extend({ handle });
export const emailInput = z.object({ email: emailAddress });
export const tokenInput = z.object({ token: z.string().min(20).max(100) });
export const deleteInput = z.object({ handle: z.string().max(60) });
