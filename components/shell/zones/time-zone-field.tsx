"use client";

import { type ComponentProps, useId, useState } from "react";
import { TextField } from "@/components/ui/fields/field";
import type { Zone } from "./time-zones";

interface Search {
  zones: Zone[];
  findZone(typed: string, zones: readonly Zone[]): string | null;
}

/** Loads the list and its search. Server and browser may know different zones, so only the browser makes it. */
async function loadSearch(): Promise<Search> {
  const { findZone, zonesOf } = await import("./time-zones");
  return { zones: zonesOf(Intl.supportedValuesOf("timeZone"), new Date()), findZone };
}

/**
 * A field for a time zone, searched by typing a part of its name. The list comes when the field is first used.
 * @param current the zone that is chosen at first
 */
export function TimeZoneField({
  current,
  ...rest
}: ComponentProps<typeof TextField> & { current: string }) {
  const list = useId();
  const [search, setSearch] = useState<Search | null>(null);
  const { onFocus, onBlur, onChange, onKeyDown } = rest;
  /** Completes a typed place to the name of its zone. @returns whether the field has changed */
  const complete = (field: HTMLInputElement, by = search) => {
    const zone = by?.findZone(field.value, by.zones);
    if (!zone || zone === field.value) return false;
    field.value = zone;
    return true;
  };
  return (
    <>
      <TextField
        {...rest}
        type="text"
        list={list}
        defaultValue={current}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        onFocus={(event) => {
          // So that typing begins a new search, instead of going on in the name that is there.
          event.target.select();
          onFocus?.(event);
          if (!search) void loadSearch().then(setSearch);
        }}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key === "Enter" && complete(event.currentTarget)) {
            onChange?.({ ...event, target: event.currentTarget, type: "change" });
          }
        }}
        onBlur={(event) => {
          const field = event.target;
          if (complete(field)) onChange?.({ ...event, type: "change" });
          onBlur?.(event);
          if (search) return;
          // They were quicker than the list.
          void loadSearch().then((loaded) => {
            setSearch(loaded);
            if (complete(field, loaded)) onChange?.({ ...event, target: field, type: "change" });
          });
        }}
      />
      <datalist id={list}>
        {search?.zones.map(({ id, words }) => (
          <option key={id} value={id} label={words} />
        ))}
      </datalist>
    </>
  );
}
