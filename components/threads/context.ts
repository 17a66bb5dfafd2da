import type { ReactionKind } from "@/server/threads/schema";
import type { Place } from "./place";
import type { Typed, Written } from "./reading/use-thread";

/** What all comments of a thread share. */
export interface ThreadContext {
  place: Place;
  /** The viewer's; null while nobody is known. */
  timeZone: string | null;
  /** Where a guest signs in; null for who may write. */
  signIn: string | null;
  /** Whether the viewer is only not known yet: nothing shall jump when the answer comes. */
  pending: boolean;
  /** The viewer's handle. */
  me: string | null;
  /** The latest comment that was there at the viewer's last visit; null where nothing is new. */
  seen: number | null;
  /** The comment that the address names. */
  arrived: string | null;
  onSend: (written: Written) => Promise<void>;
  /** @param forgetsQuoted whether what was cut off the mail is kept no longer */
  onChange: (commentId: string, typed: Typed, forgetsQuoted?: boolean) => Promise<void>;
  onRemove: (commentId: string) => void;
  onReact: (commentId: string, kind: ReactionKind, on: boolean) => void;
  onMarkAnswered: (commentId: string, answered: boolean) => void;
  onPin: (commentId: string, pinned: boolean) => void;
}
