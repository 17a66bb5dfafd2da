import { z } from "zod";

const KEY = "colloquy.asked";
const kept = z.object({ email: z.string(), ticket: z.string() });

/** The address for which this tab asked last, with the ticket for its code. */
export type Asked = z.infer<typeof kept>;

/** Draws a secret of 256 bits, base64url: only with it does the code of the email work. */
function newTicket(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Reads what this tab asked for last; null if it did not, or if the browser keeps nothing. */
export function readAsked(): Asked | null {
  try {
    return kept.parse(JSON.parse(sessionStorage.getItem(KEY) ?? ""));
  } catch {
    return null;
  }
}

/** Prepares asking for an address. Asking again keeps the ticket, so that the code of an earlier email works too. */
export function prepareAsked(email: string): Asked {
  const before = readAsked();
  const asked = before?.email === email ? before : { email, ticket: newTicket() };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(asked));
  } catch {
    // Without storage a wrong code costs a new email.
  }
  return asked;
}
