import { operatorProcedure, router } from "@/server/door/procedures";
import { retryDigest, retryRecent, suppressAddress, unsuppressAddress } from "./commands";
import {
  listedDigests,
  mailOverview,
  mailPicture,
  mailReports,
  suppressedAddresses,
} from "./queries";
import {
  digestListInput,
  mailListInput,
  retryInput,
  suppressInput,
  unsuppressInput,
} from "./schema";

/** What who runs the site sees of its mail, and mends. */
export const mailRouter = router({
  overview: operatorProcedure.query(() => mailOverview()),
  picture: operatorProcedure.query(({ ctx }) => mailPicture(ctx.viewer)),
  digests: operatorProcedure.input(digestListInput).query(({ input }) => listedDigests(input)),
  reports: operatorProcedure.input(mailListInput).query(({ input }) => mailReports(input)),
  suppressed: operatorProcedure
    .input(mailListInput)
    .query(({ input }) => suppressedAddresses(input)),
  retry: operatorProcedure.input(retryInput).mutation(({ input }) => retryDigest(input)),
  retryRecent: operatorProcedure.mutation(() => retryRecent()),
  suppress: operatorProcedure
    .input(suppressInput)
    .mutation(({ ctx, input }) => suppressAddress(ctx.viewer, input)),
  unsuppress: operatorProcedure
    .input(unsuppressInput)
    .mutation(({ ctx, input }) => unsuppressAddress(ctx.viewer, input)),
});
