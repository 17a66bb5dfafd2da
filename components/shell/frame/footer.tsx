import { ModeratorLink } from "@/components/moderation/moderator-link";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { OPENS_SHORTCUTS } from "../keyboard/keys";
import { OperatorLinks } from "../links/operator-links";

/** The footer of every page. */
export function Footer() {
  return (
    <footer className="mt-16 border-line border-t">
      <div className="mx-auto flex max-w-5xl flex-wrap gap-x-6 gap-y-2 px-4 py-6 text-muted text-sm sm:px-6">
        <span>Colloquy: choose, read and discuss papers together.</span>
        <Link href={PATHS.subscribe} className="inline-flex min-h-6 items-center underline">
          Trending papers by email
        </Link>
        <Link href={PATHS.newPaper} className="inline-flex min-h-6 items-center underline">
          Add a paper
        </Link>
        <ModeratorLink />
        <OperatorLinks />
        <button
          type="button"
          {...{ [OPENS_SHORTCUTS]: "" }}
          className="hidden min-h-6 items-center underline pointer-fine:in-data-keys:inline-flex"
        >
          Keyboard shortcuts
        </button>
      </div>
    </footer>
  );
}
