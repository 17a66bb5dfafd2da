import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";

/** Downloads the viewer's own data. A plain form, so that the browser writes the file while it arrives. */
export function DownloadData() {
  return (
    <form action={PATHS.myData}>
      <Button type="submit">
        <Download aria-hidden className="size-4" />
        Download my data
      </Button>
    </form>
  );
}
