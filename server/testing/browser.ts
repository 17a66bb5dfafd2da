import { parseSetCookie, stringifyCookie } from "cookie";

type Door = (request: Request) => Promise<Response> | Response;

/** A browser as the machine doors see it: it keeps cookies and sends the address that its requests come from. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every Set-Cookie line that it received. */
  readonly lines: string[] = [];

  constructor(
    readonly origin: string,
    readonly userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    readonly ip = "192.0.2.7",
    /** The ports of its connection, if it runs on the site's machine without a proxy in between. */
    readonly direct: string | null = null,
  ) {}

  /** Sends a form of this site. */
  async post(door: Door, path: string, fields: Record<string, string>): Promise<Response> {
    const headers = { ...this.#headers(), origin: this.origin, "sec-fetch-site": "same-origin" };
    const body = new URLSearchParams(fields);
    return this.#keep(
      await door(new Request(this.origin + path, { method: "POST", headers, body })),
    );
  }

  /** Follows a link. */
  async get(door: Door, address: string): Promise<Response> {
    return this.#keep(await door(new Request(address, { headers: this.#headers() })));
  }

  #headers(): Record<string, string> {
    const { host, protocol } = new URL(this.origin);
    return {
      host,
      "user-agent": this.userAgent,
      "x-forwarded-proto": protocol.slice(0, -1),
      "x-colloquy-client-ip": this.ip,
      ...(this.direct ? { "x-colloquy-direct": this.direct } : {}),
      cookie: stringifyCookie(Object.fromEntries(this.cookies)),
    };
  }

  #keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      this.lines.push(line);
      const { name, value, maxAge } = parseSetCookie(line);
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value ?? "");
    }
    return response;
  }
}
