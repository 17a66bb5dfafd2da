"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { SelectField } from "./field";

const never = () => () => {};

/** The time zones known to this browser, by the part of their name before the slash. */
function zonesByRegion(): Map<string, string[]> {
  const regions = new Map<string, string[]>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const region = zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "Other";
    const there = regions.get(region);
    if (there) there.push(zone);
    else regions.set(region, [zone]);
  }
  return regions;
}

function words(zone: string): string {
  return zone
    .slice(zone.indexOf("/") + 1)
    .replaceAll("_", " ")
    .replaceAll("/", ", ");
}

/** A field for a time zone. `current` can be chosen even if the browser does not list it. */
export function TimeZoneField({
  current,
  ...rest
}: Omit<ComponentProps<typeof SelectField>, "children"> & { current: string }) {
  // Server and browser may list different zones, so the list is made in the browser only.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const regions = inBrowser ? zonesByRegion() : new Map<string, string[]>();
  return (
    <SelectField {...rest}>
      {/* Stays when the list comes: a select whose chosen option goes away jumps to its first one. */}
      <option value={current}>{current.replaceAll("_", " ")}</option>
      {[...regions].map(([region, zones]) => (
        <optgroup key={region} label={region}>
          {zones
            .filter((zone) => zone !== current)
            .map((zone) => (
              <option key={zone} value={zone}>
                {words(zone)}
              </option>
            ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
