import type { Ballot } from "../ballot";
import { WHEN_FORECAST } from "./words";

interface Props {
  forecast: Ballot["forecast"];
}

/** The seal of an open ballot's forecast. */
export function SealedForecast({ forecast }: Props) {
  return (
    <section aria-labelledby="forecast" className="mt-8">
      <h2 id="forecast" className="mb-2 font-semibold">
        Forecast
      </h2>
      {forecast ? (
        <div className="grid max-w-[65ch] gap-2 text-muted text-sm">
          <p>
            When this ballot opened, the site forecast its outcome from the results of earlier
            ballots, and sealed the forecast. Nobody sees it until the group has chosen, so that it
            sways nobody. The seal is a SHA-256, by which everybody can check afterwards that the
            forecast was not changed:
          </p>
          <p>
            <code className="break-all">{forecast.seal}</code>
          </p>
        </div>
      ) : (
        <p className="max-w-[65ch] text-muted text-sm">
          This ballot has no forecast. {WHEN_FORECAST}
        </p>
      )}
    </section>
  );
}
