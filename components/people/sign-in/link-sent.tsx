import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { FocusFirst } from "@/components/ui/fields/focus-first";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { Notice } from "../notice";
import type { Asked } from "./asked";

interface Props {
  /** The address and ticket of this tab; null without JavaScript, where a cookie has them. */
  asked: Asked | null;
  to: string;
  /** Whether the emails of this site are shown on a page of their own. */
  mailbox: boolean;
  onAgain: () => void;
}

/** Says that an email is on its way, and takes its code. The code is a plain form. */
export function LinkSent({ asked, to, mailbox, onAgain }: Props) {
  return (
    <div className="grid gap-4">
      <Notice>
        <p>
          If {asked ? <strong className="break-all">{asked.email}</strong> : "your address"} is
          right, an email is on its way. Press its link, or type its code here. Both work once,
          within 15 minutes.
        </p>
        <p className="mt-2 text-muted text-sm">
          {mailbox ? (
            <>
              This site does not send real email: read it{" "}
              <Link href={PATHS.mailbox} className="underline">
                in its mailbox
              </Link>
              .
            </>
          ) : (
            "Nothing there after a minute or two? Look in your spam folder, and check the address. If you asked more than once, use the newest email."
          )}
        </p>
      </Notice>
      <form action={PATHS.signInByCode} method="post" className="grid gap-3">
        <FocusFirst />
        <input type="hidden" name="to" value={to} />
        {asked ? (
          <>
            <input type="hidden" name="email" value={asked.email} />
            <input type="hidden" name="ticket" value={asked.ticket} />
          </>
        ) : null}
        <TextField
          label="Code from the email"
          name="code"
          required
          maxLength={40}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          dir="ltr"
          className="max-w-48 font-mono uppercase tracking-widest"
          hint="Eight letters and digits, such as ABCD-EFGH."
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary">
            Sign in with the code
          </Button>
          <Button onClick={onAgain}>Use another address</Button>
        </div>
      </form>
    </div>
  );
}
