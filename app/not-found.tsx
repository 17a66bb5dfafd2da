import { SignInHere } from "@/components/people/sign-in/sign-in-here";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";

export default function NotFound() {
  return (
    <Page
      title="There is nothing here"
      lead="The address may be mistyped, or you may not have access to this page. If it belongs to a private group you are in, sign in first."
      actions={
        <>
          <SignInHere />
          <LinkButton href={PATHS.papers}>Go to papers</LinkButton>
        </>
      }
    />
  );
}
