import { ExportLinks } from "@/components/papers/citing/export-links";
import { FILE_FORMATS, NOTED_FORMATS } from "@/server/papers/files/rules";
import { shelfFilePath } from "@/server/platform/web/addresses";
import type { Kept } from "@/server/shelves/rules";
import { isFiltered, type Shown, shownQuery } from "./address";

/** Links to download what is shown of a shelf: as a file that one can hand on, or with one's own notes. */
export function ExportShelf({ shelf, shown }: { shelf: Kept; shown: Shown }) {
  const query = shownQuery(shown);
  const withNotes = NOTED_FORMATS.map((format) => ({
    href: shelfFilePath(shelf, format, query, true),
    label: `${FILE_FORMATS[format].words} with your notes`,
  }));
  return (
    <ExportLinks
      addressOf={(format) => shelfFilePath(shelf, format, query)}
      more={withNotes}
      isPart={isFiltered(shown)}
      isAlone
    />
  );
}
