import { Button } from "@/components/ui/button";
import { outsideSignInPath } from "@/server/platform/web/addresses";

interface Props {
  providers: { id: string; name: string }[];
  to: string;
}

/** Plain forms that sign in with an account of a provider. */
export function OutsideSignIns({ providers, to }: Props) {
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere" className="grid gap-3">
      <h2 id="elsewhere" className="font-medium text-sm">
        Or with an account elsewhere
      </h2>
      <div className="grid gap-2">
        {providers.map(({ id, name }) => (
          <form key={id} action={outsideSignInPath(id)} method="post">
            <input type="hidden" name="to" value={to} />
            <Button type="submit" className="w-full">
              Continue with {name}
            </Button>
          </form>
        ))}
      </div>
    </section>
  );
}
