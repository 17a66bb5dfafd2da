import { memberProcedure, router } from "@/server/door/procedures";
import { suggestForGroup } from "./queries";

export const groupRecommendationsRouter = router({
  forGroup: memberProcedure.query(({ ctx }) => suggestForGroup(ctx.scope)),
});
