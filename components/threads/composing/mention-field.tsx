"use client";

import type {
  TextExpanderChangeEvent,
  default as TextExpanderElement,
  TextExpanderResult,
} from "@github/text-expander-element";
import { useQueryClient } from "@tanstack/react-query";
import {
  type DetailedHTMLProps,
  type HTMLAttributes,
  type ReactNode,
  useEffect,
  useRef,
} from "react";
import type { Mentionable, Place } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";
import { narrowOffer, type Offer } from "./narrow-offer";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "text-expander": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
        keys: string;
      };
    }
  }
}

interface Props {
  place: Place;
  /** The textarea. */
  children: ReactNode;
  /** Called with the whole text when a handle was inserted. */
  onInserted: (text: string) => void;
}

/** Suggests people from the thread's audience while the viewer types a mention after an @. */
export function MentionField({ place, children, onInserted }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const element = useRef<TextExpanderElement>(null);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    let offer: Offer | null = null;
    const askServer = async (start: string): Promise<readonly Mentionable[]> => {
      const people = await queryClient.fetchQuery(
        "paper" in place && place.group === undefined
          ? trpc.threads.mentionable.queryOptions({ paper: place.paper, start })
          : trpc.threads.mentionableInGroup.queryOptions({ group: place.group ?? "", start }),
      );
      offer = { start, people };
      return people;
    };
    const people = async (start: string): Promise<TextExpanderResult> => {
      if (!/^[\p{L}\p{N}-]{0,30}$/u.test(start)) return { matched: false };
      try {
        const found = narrowOffer(offer, start) ?? (await askServer(start));
        return { matched: found.length > 0, fragment: listOf(found) };
      } catch {
        // Typing goes on without suggestions.
        return { matched: false };
      }
    };
    const onChange = (event: Event) => {
      const { detail } = event as TextExpanderChangeEvent;
      detail?.provide(people(detail.text));
    };
    const onValue = (event: Event) => {
      const { detail } = event as CustomEvent<{ item: HTMLElement; value: string | null }>;
      detail.value = `@${detail.item.dataset.handle}`;
    };
    const onCommitted = (event: Event) => {
      const { detail } = event as CustomEvent<{ input: HTMLTextAreaElement }>;
      onInserted(detail.input.value);
    };
    const onActivate = () => requestAnimationFrame(() => keepInside(current));
    const onFocus = async () => {
      const defined = customElements.get("text-expander");
      await import("@github/text-expander-element");
      // It looks at what was typed until it came, as if that were typed now.
      const { activeElement } = document;
      if (!defined && activeElement && current.contains(activeElement))
        activeElement.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    const listeners = {
      focusin: () => void onFocus().catch(() => {}),
      "text-expander-change": onChange,
      "text-expander-value": onValue,
      "text-expander-committed": onCommitted,
      "text-expander-activate": onActivate,
    };
    for (const [name, heard] of Object.entries(listeners)) current.addEventListener(name, heard);
    return () => {
      for (const [name, heard] of Object.entries(listeners)) {
        current.removeEventListener(name, heard);
      }
    };
  }, [place, onInserted, queryClient, trpc]);
  return (
    <text-expander keys="@" ref={element} className="relative block">
      {children}
    </text-expander>
  );
}

let lists = 0;

function listOf(people: readonly Mentionable[]): HTMLElement {
  const list = document.createElement("ul");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People you can mention");
  list.className =
    "absolute z-30 w-max max-w-[min(20rem,90vw)] rounded-lg border border-line bg-surface p-1 text-sm shadow-lg";
  lists += 1;
  list.append(
    ...people.map(({ handle, name }, at) => {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.id = `mention-${lists}-${at}`;
      option.dataset.handle = handle;
      option.className =
        "min-h-9 cursor-pointer rounded px-3 py-1.5 aria-selected:bg-sunken hover:bg-sunken";
      const shown = document.createElement("bdi");
      shown.textContent = name;
      const address = document.createElement("span");
      address.className = "text-muted";
      address.textContent = ` @${handle}`;
      option.append(shown, address);
      return option;
    }),
  );
  return list;
}

/** Moves a list to the left if it would reach over the right edge. */
function keepInside(around: HTMLElement): void {
  const list = around.querySelector<HTMLElement>("[role=listbox]");
  if (!list) return;
  const over = list.getBoundingClientRect().right - around.getBoundingClientRect().right;
  if (over > 0) list.style.marginLeft = `${-over}px`;
}
