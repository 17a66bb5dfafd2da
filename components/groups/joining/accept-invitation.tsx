import type { ReactNode } from "react";
import { SUSPENDED } from "@/components/people/suspended";
import { Button, LinkButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { NAME_MAX } from "@/server/people/schema";
import { joinPath, PATHS, signInPath } from "@/server/platform/web/addresses";
import { BrowserTimeZone } from "./browser-time-zone";
import type { OpenInvitation } from "./invitation-card";

type Invited = NonNullable<OpenInvitation["person"]>;

interface Props {
  token: string;
  /** The person who was invited by email; null for a link that anyone may use. */
  person: Invited | null;
  /** The person who is signed in. */
  viewer: { name: string; suspended: boolean } | null;
}

/** The one button of an invitation, or the choice of an account where somebody else is signed in. Plain forms. */
export function AcceptInvitation({ token, person, viewer }: Props) {
  if (viewer?.suspended) return <p role="alert">{SUSPENDED}</p>;
  if (!viewer) {
    if (person) return <AsInvited token={token} person={person} />;
    return (
      <div>
        <LinkButton variant="primary" href={signInPath(joinPath(token))}>
          Sign in to join
        </LinkButton>
      </div>
    );
  }
  if (!person || person.isViewer) return <AsViewer token={token} name={viewer.name} />;
  return (
    <section aria-labelledby="account" className="grid gap-5">
      <div>
        <h3 id="account" className="font-semibold">
          With which account?
        </h3>
        <p className="text-muted text-sm">
          You are signed in as <bdi>{viewer.name}</bdi>, and this invitation was sent to{" "}
          <strong className="break-all">{person.email}</strong>.
        </p>
      </div>
      <AsViewer token={token} name={viewer.name} />
      <AsInvited token={token} person={person} />
    </section>
  );
}

function AsViewer({ token, name }: { token: string; name: string }) {
  return (
    <form action={PATHS.acceptInvitation} method="post">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="as" value="me" />
      <Line
        button={
          <Button type="submit" variant="primary">
            Join the group
          </Button>
        }
      >
        You join as <bdi>{name}</bdi>.
      </Line>
    </form>
  );
}

function AsInvited({ token, person }: { token: string; person: Invited }) {
  const { email, isNew, signsIn, written } = person;
  const address = <strong className="break-all">{email}</strong>;
  if (!signsIn) {
    return (
      <form action={PATHS.signInByEmail} method="post">
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="to" value={joinPath(token)} />
        <Line
          button={
            <Button type="submit" variant="primary">
              Send me a link to sign in
            </Button>
          }
        >
          {address} has an account. Sign in to join with it.
        </Line>
      </form>
    );
  }
  return (
    <form action={PATHS.acceptInvitation} method="post" className="grid max-w-md gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="as" value="invited" />
      {isNew ? (
        <>
          <TextField
            label="Your name"
            name="name"
            required
            autoComplete="name"
            maxLength={NAME_MAX}
            defaultValue={written}
            hint="The name others in your groups know you by. You can change it later."
            autoFocus
          />
          <BrowserTimeZone />
        </>
      ) : null}
      <Line
        button={
          <Button type="submit" variant="primary">
            Join the group
          </Button>
        }
      >
        You join and sign in as {address}.
      </Line>
    </form>
  );
}

function Line({ button, children }: { button: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {button}
      <p className="text-muted text-sm">{children}</p>
    </div>
  );
}
