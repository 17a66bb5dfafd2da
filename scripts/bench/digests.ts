import { availableParallelism } from "node:os";
import nodemailer, { type Transporter } from "nodemailer";
import type { Bench } from "./measure";
import { compareRates, median, perSecond, spread } from "./measure";
import { startSink, type TakenMail } from "./sink";

const PEOPLE = 2000;
const TURNS = 3;
/** The share of a bare pool's rate that one worker has to reach with the same bytes. */
const PROMISED = 0.6;
const PROMISED_UNDELAYED = 0.5;

/**
 * Measures how many digests per second one worker builds and delivers to a mail server on this machine, and which share
 * this is of the rate of a bare nodemailer pool, with the same bytes in the same run. Such a pool
 * mostly waits for Nagle's algorithm, so the share of a pool without it is reported as well.
 */
export const digests: Bench = async (say, { report }) => {
  const sink = await startSink();
  Object.assign(process.env, {
    SMTP_URL: sink.url,
    SITE_URL: "https://bench.example",
    MAILS_PER_SECOND: "100000",
    MAILS_PER_DOMAIN_SECOND: "100000",
    LOG_LEVEL: "warn",
  });
  const { db, disconnect } = await import("@/server/platform/database/db");
  const { writeDueDigests } = await import("@/server/digests/gathering/due");
  const { sendWaiting } = await import("@/server/digests/sending/commands");
  const { bulkTransport } = await import("@/server/platform/mail/smtp");
  const { buildWorld } = await import("./world");
  try {
    await buildWorld(PEOPLE);
    const began = performance.now();
    const written = await writeDueDigests();
    const writing = written / (performance.now() - began);
    say(`${written} digests, ${availableParallelism()} cores`);
    say(`written: ${perSecond(1000 * writing)}`);
    let mails: TakenMail[] = [];
    const { rates, ratios } = await compareRates(TURNS, [
      async () => {
        await db.$executeRaw`
          UPDATE "Digest" SET "tryAt" = now() - interval '1 minute', tries = 0, "sentAt" = NULL`;
        const rate = await timed(written, sendWaiting);
        mails = await sink.taken();
        demandAll(mails, written);
        return rate;
      },
      async () => {
        const { port } = new URL(sink.url);
        const bare = { host: "127.0.0.1", port: Number(port), pool: true } as const;
        const rate = await timed(written, () => sendBare(nodemailer.createTransport(bare), mails));
        demandAll(await sink.taken(), written);
        return rate;
      },
      async () => {
        const rate = await timed(written, () => sendBare(bulkTransport(sink.url), mails));
        demandAll(await sink.taken(), written);
        return rate;
      },
    ]);
    const [ours = [], bare = [], undelayed = []] = rates;
    const [toBare = [], toUndelayed = []] = ratios;
    const kilobytes = Math.round(median(mails.map(({ raw }) => raw.length)) / 1000);
    say(`built and delivered: ${perSecond(median(ours))}, of ${kilobytes} KB each`);
    say(`of a bare nodemailer pool with the same bytes: ${spread(toBare)}`);
    say(`of one without Nagle's algorithm: ${spread(toUndelayed)}`);
    const figure = (name: string, ratios: number[], theirs: number[], asked: number) =>
      report({
        name,
        value: median(ratios),
        unit: "of nodemailer",
        asked: `at least ${asked}`,
        kept: median(ratios) >= asked,
        errors: 0,
        more: { rate: median(ours), bareRate: median(theirs) },
      });
    figure("digests against a bare pool", toBare, bare, PROMISED);
    figure("digests against a pool without Nagle", toUndelayed, undelayed, PROMISED_UNDELAYED);
  } finally {
    await disconnect();
    sink.stop();
  }
};

/** Measures how many digests are sent per second. */
async function timed(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (1000 * count) / (performance.now() - began);
}

/** @throws Error unless every digest came exactly once */
function demandAll(mails: readonly TakenMail[], expected: number): void {
  const ids = new Set(mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw.toString())?.[1]));
  if (mails.length !== expected || ids.size !== expected) {
    throw new Error(`${mails.length} emails came, ${ids.size} different ones, of ${expected}.`);
  }
}

/** Sends the bytes of the digests and does nothing else. */
async function sendBare(pool: Transporter, mails: readonly TakenMail[]): Promise<void> {
  const from = "colloquy@localhost";
  await Promise.all(mails.map(({ to, raw }) => pool.sendMail({ envelope: { from, to }, raw })));
  pool.close();
}
