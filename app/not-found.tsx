import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";

export default function NotFound() {
  return (
    <Page
      title="There is nothing here"
      lead="The address may be mistyped, or what it leads to is not open to you. If you are a member of a private group, sign in first."
      actions={<LinkButton href="/">To the papers</LinkButton>}
    />
  );
}
