"use client";

import { Page } from "@/components/shell/page";
import { Button } from "@/components/ui/button";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Page
      title="Something went wrong here"
      lead={`Nothing you wrote is lost. Try again. If it keeps happening, report this number: ${error.digest ?? "none"}`}
      actions={
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      }
    />
  );
}
