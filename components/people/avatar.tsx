import { hueOf, initialsOf } from "./initials";

/** A person's initials in a circle of their colour. Screen readers skip it: the name stands beside it. */
export function Avatar({ name, handle }: { name: string; handle: string }) {
  return (
    <span
      aria-hidden
      className="grid size-7 shrink-0 place-items-center rounded-full font-medium text-[0.65rem] text-white leading-none print:hidden"
      style={{ background: `oklch(0.45 0.09 ${hueOf(handle)})` }}
    >
      {initialsOf(name)}
    </span>
  );
}
