/**
 * All reasons for which the product refuses something. A code without a sentence does not compile, so no
 * refusal reaches a person as a bare word.
 */
export const REFUSALS = {
  SIGN_IN_NEEDED: "Sign in to do this.",
  SUSPENDED: "This account is suspended. Contact the people who run this site.",
  NOT_FOUND: "There is nothing here, or it is not open to you.",
  NOT_ALLOWED: "Your role does not allow this.",
  INVALID: "Something in this request is not valid. Check it and try again.",
  CONFLICT: "Someone else changed this at the same time. Reload and try again.",
  ALREADY_DONE: "This has already been done.",
  CLOSED: "This is closed and can no longer be changed.",
  TOO_MANY: "You are doing this too often. Wait a little and try again.",
  EXPIRED: "This link has expired or was already used. Ask for a new one.",
  TOO_LARGE: "This is too large.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalDetails {
  /** A more precise sentence than the code's own: what is wrong and what to do. */
  say?: string;
  /** For TOO_MANY: whole seconds until another try makes sense. */
  retryAfterSeconds?: number;
  /** The input field the sentence is about, for forms. */
  field?: string;
  /** Data the screen needs to go on, such as the newer text in an edit conflict. */
  details?: object;
}

/** A foreseen "no": shown to the person, never logged as an error. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly retryAfterSeconds: number | undefined;
  readonly field: string | undefined;
  readonly details: object | undefined;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    // Policies make hundreds of them for a page, only to leave out buttons. Noting the stack is most of what one costs.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(details.say ?? REFUSALS[code]);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "Refusal";
    this.code = code;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.field = details.field;
    this.details = details.details;
  }
}

/** Throws the refusal; written as a call so that control flow narrows after it. */
export function refuse(code: RefusalCode, details?: RefusalDetails): never {
  const refusal = new Refusal(code, details);
  Error.captureStackTrace(refusal, refuse);
  throw refusal;
}

/** Turns a policy's answer (true or a Refusal) into a pass or a throw. */
export function demand(answer: true | Refusal): void {
  if (answer === true) return;
  Error.captureStackTrace(answer, demand);
  throw answer;
}
