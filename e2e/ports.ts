/** Port of the site of the journeys. */
export const SHARED_PORT = Number(process.env.E2E_PORT ?? 3900);

/** Ports that a worker of Playwright has for itself: for a site of its own, one beside it, a mail server, a probe. */
const OWN = SHARED_PORT + 10 * (1 + Number(process.env.TEST_PARALLEL_INDEX ?? 0));
export const OWN_PORT = OWN;
export const SECOND_PORT = OWN + 1;
export const MAIL_PORT = OWN + 2;
export const PROBE_PORT = OWN + 3;
