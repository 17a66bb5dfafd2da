import { toast } from "@/components/ui/toast";
import { CallError, refusalIn } from "@/trpc/calls";

/** The sentence a person reads when a call failed. */
export function sentenceOf(error: unknown): string {
  if (error instanceof CallError && error.data) return error.message;
  return "The site could not be reached. Check your connection and try again.";
}

/** The input field that a refusal is about, or null. */
export function fieldOf(error: unknown): string | null {
  return refusalIn(error)?.field ?? null;
}

/** Shows a refusal: at the field it is about where the form has it, else as a toast. */
export function showRefusal(
  error: unknown,
  form?: {
    getValues: () => object;
    setError: (name: never, error: { message: string }) => void;
  },
): void {
  const field = fieldOf(error);
  if (form && field && field in form.getValues()) {
    form.setError(field as never, { message: sentenceOf(error) });
    return;
  }
  toast.error(sentenceOf(error));
}
