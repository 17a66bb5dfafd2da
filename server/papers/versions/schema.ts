import { z } from "zod";
import { prose, webAddress } from "@/server/platform/text/inputs";
import { publishedOn } from "../schema";
import { STATUSES } from "./rules";

/** Characters of a moderator's reason: a few sentences. */
export const REASON_MAX = 500;

/** A status as a moderator states it in the form. */
export const statusForm = z.object({
  status: z.enum(STATUSES),
  since: publishedOn.default(""),
  /** The notice, or the publication. */
  link: z.union([z.literal(""), webAddress], "Enter a whole link, or none.").default(""),
  reason: prose(REASON_MAX, "The reason").refine(
    (value) => value !== "",
    "Say how you know, in a few words.",
  ),
});
export const statusInput = statusForm.extend({ paperId: z.uuid() });

/** Asks the sources of known papers again. */
export const LOOK_AGAIN = { name: "papers.lookAgain", payload: z.unknown() };

/** Tells people who are concerned with a paper of its new version or status. */
export const PAPER_NEWS = {
  name: "papers.news",
  payload: z.object({
    paperId: z.uuid(),
    news: z.union([
      z.object({ of: z.literal("version"), number: z.number().int().positive() }),
      z.object({ of: z.enum(STATUSES) }),
    ]),
  }),
};
