import { z } from "zod";
import { opinionAnswer } from "@/server/meetings/opinions/schema";
import { linkInput } from "../schema";

export const rsvpByMailInput = z.object({
  ...linkInput.shape,
  answer: z.enum(["yes", "maybe", "no"]),
});

export const opinionByMailInput = z.object({ ...linkInput.shape, answer: opinionAnswer });

/** Signed link to upvote a paper for a person; the time of sending is in milliseconds. */
export const UPVOTE = {
  name: "upvote-by-mail",
  content: z.object({ personId: z.uuid(), paperId: z.uuid(), sentAt: z.number() }),
};
