import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Network } from "@/server/papers/sources/fetching/network";

type Answer = (asked: IncomingMessage, answer: ServerResponse) => void;

/** A server on this machine in the place of all sources. Each test says how it answers. */
export function standInSources() {
  const asked: string[] = [];
  const agents: (string | undefined)[] = [];
  let answers: Answer = (_asked, answer) => answer.writeHead(404).end();
  let port = 0;
  const server = createServer((message, answer) => {
    asked.push(`${message.headers.host?.replace(/:\d+$/, "")}${message.url}`);
    agents.push(message.headers["user-agent"]);
    answers(message, answer);
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    asked.length = 0;
    agents.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  });
  /** Leads every name to the server. The connection goes where the checked look-up says. */
  const network: Network = {
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    mayConnectTo: () => true,
    send: (url, options) =>
      request({ ...options, host: url.hostname, port, path: `${url.pathname}${url.search}` }),
  };
  return {
    asked,
    agents,
    network,
    port: () => port,
    answerWith: (next: Answer) => {
      answers = next;
    },
    /** Answers with these bodies or status codes in turn, and with the last one from then on. */
    answerInTurn: (...turns: readonly (string | number | [number, Record<string, string>])[]) => {
      let at = 0;
      answers = (_asked, answer) => {
        const turn = turns[Math.min(at, turns.length - 1)] ?? 404;
        at += 1;
        if (typeof turn === "string") answer.end(turn);
        else if (typeof turn === "number") answer.writeHead(turn).end();
        else answer.writeHead(...turn).end();
      };
    },
  };
}
