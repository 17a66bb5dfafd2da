import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";

interface Props {
  /** What was searched for; stays in the box. */
  asked: string;
  error?: string | undefined;
}

/** The search as a form of its own, above what it found. */
export function SearchForm({ asked, error }: Props) {
  return (
    <search aria-label="Papers">
      <form action="/search">
        <label htmlFor="search" className="sr-only">
          Words of a title, an abstract, an author
        </label>
        <div className="flex max-w-2xl gap-2">
          <input
            id="search"
            name="q"
            type="search"
            defaultValue={asked}
            maxLength={200}
            placeholder="Words of a title, an abstract, an author"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "search-error" : undefined}
            className="min-h-11 w-full min-w-0 rounded-md border border-line bg-surface px-3 text-lg placeholder:text-base placeholder:text-muted"
          />
          <Button type="submit" variant="primary" className="min-h-11">
            <Search aria-hidden className="size-4" />
            Search
          </Button>
        </div>
        {error ? (
          <p id="search-error" role="alert" className="mt-2 text-danger">
            {error}
          </p>
        ) : null}
      </form>
    </search>
  );
}
