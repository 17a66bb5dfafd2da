import { z } from "zod";

/** Papers of one job. */
export const REPAIRS_A_JOB = 200;

/** Repairs the text of papers. */
export const REPAIR = {
  name: "papers.repair",
  payload: z.object({ paperIds: z.array(z.uuid()).max(REPAIRS_A_JOB) }),
};

/** Repairs whatever is damaged in the whole catalogue, as that of papers which came before repairs were made. */
export const REPAIR_ALL = { name: "papers.repairAll", payload: z.unknown() };
