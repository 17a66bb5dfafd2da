import { Button } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

/** Plain forms that sign in as a person of the demo with one click. */
export function DemoPeople({ people }: Pick<RouterOutputs["people"]["mailbox"], "people">) {
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="demo" className="mb-10">
      <h2 id="demo" className="font-semibold font-serif text-xl">
        People in the demo
      </h2>
      <p className="mt-1 mb-3 text-muted text-sm">Sign in as one of them with one click.</p>
      <ul className="flex flex-wrap gap-2">
        {people.map(({ handle, name }) => (
          <li key={handle}>
            <form action={PATHS.signInAsDemo} method="post">
              <input type="hidden" name="handle" value={handle} />
              <Button type="submit">
                <bdi>{name}</bdi>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
