import { Icon } from "@/components/ui/icons/icon";

interface Props {
  place: string;
  link: string;
}

/** The place of a meeting: a room, a video call, or both. Empty if neither is known. */
export function Place({ place, link }: Props) {
  return (
    <>
      {place ? (
        <p className="flex items-start gap-2">
          <Icon of="lucide--map-pin" className="mt-0.5 size-5 shrink-0 text-accent" />
          <span className="min-w-0 break-words">
            <span className="sr-only">Place: </span>
            <Written text={place} />
          </span>
        </p>
      ) : null}
      {link ? (
        <p className="flex items-start gap-2">
          <Icon of="lucide--video" className="mt-0.5 size-5 shrink-0 text-accent" />
          <a href={link} rel="noopener noreferrer" className="min-h-6 min-w-0 break-all underline">
            <span className="sr-only">Video call: </span>
            {link}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** A place in words. A web address becomes a link. */
function Written({ text }: { text: string }) {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return <bdi>{text}</bdi>;
  return (
    <a href={text} rel="noopener noreferrer" className="inline-block min-h-6 break-all underline">
      {text}
    </a>
  );
}
