import { ExportLinks } from "@/components/papers/citing/export-links";
import { FILE_FORMATS, NOTED_FORMATS } from "@/server/papers/files/rules";
import { shelfFilePath } from "@/server/platform/web/addresses";
import type { Kept } from "@/server/shelves/rules";

/** Links to download a shelf: as a file that one can hand on, or with one's own notes. */
export function ExportShelf({ shelf }: { shelf: Kept }) {
  const withNotes = NOTED_FORMATS.map((format) => ({
    href: shelfFilePath(shelf, format, true),
    label: `${FILE_FORMATS[format].words} with your notes`,
  }));
  return <ExportLinks addressOf={(format) => shelfFilePath(shelf, format)} more={withNotes} />;
}
