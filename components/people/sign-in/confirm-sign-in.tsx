import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PATHS } from "@/server/platform/web/addresses";

interface Props {
  token: string;
  email: string;
  to: string;
}

/** The button behind an emailed link. A plain form, so that it works in any browser. */
export function ConfirmSignIn({ token, email, to }: Props) {
  return (
    <Card className="max-w-md">
      <form action={PATHS.confirmSignIn} method="post" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="to" value={to} />
        <p>
          You are about to sign in as <strong className="break-all">{email}</strong>. The link works
          once.
        </p>
        <div>
          <Button type="submit" variant="primary">
            Sign in
          </Button>
        </div>
      </form>
    </Card>
  );
}
