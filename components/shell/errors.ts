import { TRPCClientError } from "@trpc/client";

/** The sentence a person reads when a call failed. */
export function sentenceOf(error: unknown): string {
  if (error instanceof TRPCClientError && error.data) return error.message;
  return "The site could not be reached. Check your connection and try again.";
}

/** The input field that a refusal is about, or null. */
export function fieldOf(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) return null;
  const refusal = (error.data as { refusal?: { field?: string | null } } | null)?.refusal;
  return refusal?.field ?? null;
}
