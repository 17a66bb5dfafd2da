/** The port of the site that the journeys share. */
export const SHARED_PORT = Number(process.env.E2E_PORT ?? 3900);

/** Ports reserved for one Playwright worker: for its own site, a second one, a mail server and a probe. */
const OWN = SHARED_PORT + 10 * (1 + Number(process.env.TEST_PARALLEL_INDEX ?? 0));
export const OWN_PORT = OWN;
export const SECOND_PORT = OWN + 1;
export const MAIL_PORT = OWN + 2;
export const PROBE_PORT = OWN + 3;
