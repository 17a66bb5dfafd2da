import type { Place, ReactionKind } from "@/server/threads/schema";
import type { Written } from "./reading/on-its-way";
import type { Typed } from "./reading/use-thread";

/** Data and actions shared by all comments of a thread. */
export interface ThreadContext {
  place: Place;
  /** The viewer's; null for guests and until the viewer is known. */
  timeZone: string | null;
  /** Whether the viewer is a guest who can write once they have signed in. */
  guest: boolean;
  /** The draft that the viewer wrote before they signed in. */
  resumed: string | null;
  /** Whether the viewer is not known yet; buttons are shown meanwhile, so that nothing jumps. */
  pending: boolean;
  /** The viewer's handle. */
  me: string | null;
  /** Number of the latest comment at the viewer's last visit; null without one. */
  seen: number | null;
  /** The comment named in the address. */
  arrived: string | null;
  onSend: (written: Written) => Promise<void>;
  /** @param forgetsQuoted whether to delete the quoted text removed from the email */
  onChange: (commentId: string, typed: Typed, forgetsQuoted?: boolean) => Promise<void>;
  onRemove: (commentId: string) => void;
  onReact: (commentId: string, kind: ReactionKind, on: boolean) => void;
  onMarkAnswered: (commentId: string, answered: boolean) => void;
  onPin: (commentId: string, pinned: boolean) => void;
}
