import { z } from "zod";
import { emailAddress, isLocalPath, name } from "@/server/platform/text/inputs";
import { timeZone } from "@/server/platform/time/zones";

export const NAME_MAX = 80;
const PATH_MAX = 500;

/** The path to continue at after a step. Addresses outside this site become the front page. */
export const whereTo = z
  .string()
  .catch("/")
  .transform((value) => (value.length <= PATH_MAX && isLocalPath(value) ? value : "/"));

/** A secret of the browser that asks: only there the code of the email works. */
const ticket = z.string().regex(/^[\w-]{43}$/, "Ask for a new email.");

export const linkInput = z.object({
  email: emailAddress,
  to: whereTo.default("/"),
  ticket: ticket.optional(),
});

export const codeInput = z.object({
  email: emailAddress,
  to: whereTo.default("/"),
  ticket,
  code: z.string().max(40),
});

export const confirmInput = linkInput.extend({ token: z.string().min(1).max(100) });

export const welcomeInput = z.object({ name: name(NAME_MAX, "Your name"), timeZone });

/** Small letters, digits and hyphens, so that no handle can look like another. */
const handle = z
  .string()
  .max(60, { error: "A handle has 2 to 30 lowercase letters, digits or hyphens.", abort: true })
  // Blanks at the ends are typos. Invisible characters, which trim() removes too, are not, and are refused.
  .overwrite((value) => value.replace(/^ +| +$/g, ""))
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{1,29}$/, "A handle has 2 to 30 lowercase letters, digits or hyphens.")
  .refine(
    (value) => !value.startsWith("deleted-"),
    "Handles that begin with deleted- are reserved.",
  );

export const profileInput = welcomeInput.extend({ handle });
export const emailInput = z.object({ email: emailAddress });
export const tokenInput = z.object({ token: z.string().min(20).max(100) });
export const accountInput = z.object({
  provider: z.string().regex(/^[a-z]{1,40}$/, "There is no such account."),
});
/** Another person, by handle. */
export const blockInput = z.object({
  handle: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/, "This is not a valid handle."),
});
export const deleteInput = z.object({
  handle: z.string().max(60, "This is longer than any handle."),
});

// The jobs create the secret themselves, so that none waits in the queue.
export const SIGN_IN_MAIL = {
  name: "people.signInMail",
  payload: z.object({
    email: z.string(),
    to: z.string(),
    askedAt: z.coerce.date(),
    /** Of the browser that asked; without it the email has no code. */
    ticketHash: z.string().optional(),
    /** The last email of this hour. It says so, because asking again sends none. */
    last: z.boolean().default(false),
  }),
};
export const EMAIL_CHANGE_MAIL = {
  name: "people.emailChangeMail",
  payload: z.object({ personId: z.uuid(), email: z.string(), askedAt: z.coerce.date() }),
};
export const EMAIL_CHANGED_MAIL = {
  name: "people.emailChangedMail",
  payload: z.object({ to: z.string() }),
};
/** A person has proven that their address is theirs, by signing in or by confirming a new one. */
export const ADDRESS_PROVEN = {
  name: "people.addressProven",
  payload: z.object({ personId: z.uuid() }),
};
export const SWEEP = { name: "people.sweep", payload: z.unknown() };
