import { ViewerMenu } from "@/components/people/viewer-menu";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { ThemeMenu } from "../theme/theme-menu";
import { Mark } from "./mark";

const LINK = "rounded-md px-2.5 py-2 no-underline hover:bg-sunken";

/** The header of every page: navigation and search. */
export function Header() {
  return (
    <header className="border-line border-b bg-surface">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 sm:px-6">
        <Link
          href={PATHS.papers}
          className="mr-1 flex items-center gap-2 rounded py-2 font-semibold font-serif text-xl no-underline"
        >
          <Mark />
          Colloquy
        </Link>
        <nav
          aria-label="Main"
          className="order-last flex flex-wrap items-center gap-1 text-[0.95rem] sm:order-none"
        >
          <Link href={PATHS.papers} className={LINK}>
            Papers
          </Link>
          <Link href={PATHS.topics} className={LINK}>
            Topics
          </Link>
          <Link href={PATHS.groups} className={LINK}>
            Groups
          </Link>
          <Link href={PATHS.desk} className={LINK}>
            My desk
          </Link>
        </nav>
        <search className="hidden min-w-0 sm:ml-auto sm:block sm:basis-60">
          <form action={PATHS.search} className="relative flex min-w-0 items-center">
            <label htmlFor="site-search" className="sr-only">
              Search papers
            </label>
            <input
              id="site-search"
              name="q"
              type="search"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded="false"
              autoComplete="off"
              data-hints
              maxLength={200}
              placeholder="Search papers"
              className="min-h-10 w-full min-w-0 rounded-l-md border border-line bg-page px-3 placeholder:text-muted"
            />
            <button
              type="submit"
              aria-label="Search"
              className="grid size-10 shrink-0 place-items-center rounded-r-md border border-line border-l-0 hover:bg-sunken"
            >
              <Icon of="lucide--search" className="size-4" />
            </button>
          </form>
        </search>
        <div className="ml-auto flex items-center gap-1 sm:ml-0">
          <Link
            href={PATHS.search}
            aria-label="Search"
            className="grid size-10 place-items-center rounded-md hover:bg-sunken sm:hidden"
          >
            <Icon of="lucide--search" className="size-5" />
          </Link>
          <ThemeMenu />
          <ViewerMenu />
        </div>
      </div>
    </header>
  );
}
