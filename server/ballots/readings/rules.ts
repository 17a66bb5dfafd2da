/** Whether a chosen paper is read at an instant: its meeting is over, or an organizer said so. */
export function isRead({ readAt }: { readAt: Date | null }, now: Date): boolean {
  return readAt !== null && readAt <= now;
}
