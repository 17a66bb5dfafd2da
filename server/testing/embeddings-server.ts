import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** Words that mean the same to the model of the tests. Each line is a direction of its own. */
const CONCEPTS = [
  ["ocean", "sea", "marine"],
  ["galaxy", "star", "astronomy"],
  ["bread", "bakery", "loaf"],
  ["election", "ballot", "voting"],
];
const DIMS = 16;

/** The vector that the model of the tests makes of a text: its concepts, and a little of everything else. */
export function vectorOfTest(text: string): number[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const vector = Array.from({ length: DIMS }, () => 0);
  for (const word of words) {
    const concept = CONCEPTS.findIndex((same) => same.includes(word));
    let hash = 7;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
    const place = concept >= 0 ? concept : CONCEPTS.length + (hash % (DIMS - CONCEPTS.length));
    vector[place] = (vector[place] ?? 0) + (concept >= 0 ? 3 : 0.2);
  }
  vector[DIMS - 1] = (vector[DIMS - 1] ?? 0) + 0.05;
  return vector;
}

/** A request for vectors, as the server got it. */
interface Asked {
  model: string;
  input: string[];
  authorization: string | undefined;
  dimensions?: number;
}

type Answer = { status: number; body: string; headers?: Record<string, string> };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Answers as a server of embeddings does, with its vectors in the opposite order. */
export function vectorsFor({ input }: Asked, as: "float" | "base64" = "float"): Answer {
  const data = input.map((text, index) => {
    const vector = vectorOfTest(text);
    const bytes = Buffer.from(Float32Array.from(vector).buffer);
    return { index, embedding: as === "float" ? vector : bytes.toString("base64") };
  });
  return { status: 200, body: JSON.stringify({ data: data.toReversed() }) };
}

/**
 * Starts a server of embeddings on loopback.
 * @param answer what it answers to each request; null for nothing at all
 */
export async function embeddingsServer(answer: (asked: Asked) => Answer | null = vectorsFor) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request));
    const one = { ...body, authorization: request.headers.authorization };
    asked.push(one);
    const answered = answer(one);
    if (answered) response.writeHead(answered.status, answered.headers).end(answered.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/v1`,
    asked,
    async end() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
