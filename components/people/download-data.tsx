"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { showRefusal } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { useTRPCClient } from "@/trpc/client";

/** Saves everything of the viewer's as a file. */
export function DownloadData({ handle }: { handle: string }) {
  const client = useTRPCClient();
  const [pending, setPending] = useState(false);
  async function download() {
    setPending(true);
    try {
      const data = await client.people.exportData.query();
      const file = new Blob([`${JSON.stringify(data, null, 2)}\n`], { type: "application/json" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `colloquy-${handle}.json`;
      link.click();
      // Not at once: some browsers begin to read it only after this.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      showRefusal(error);
    } finally {
      setPending(false);
    }
  }
  return (
    <Button onClick={download} pending={pending}>
      <Download aria-hidden className="size-4" />
      Download my data
    </Button>
  );
}
