import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { PATHS } from "@/server/platform/web/addresses";

/** Downloads the viewer's own data. A plain form, so that the browser writes the file while it arrives. */
export function DownloadData() {
  return (
    <form action={PATHS.myData}>
      <Button type="submit">
        <Icon of="lucide--download" className="size-4" />
        Download my data
      </Button>
    </form>
  );
}
