import {
  createHash,
  createSign,
  generateKeyPairSync,
  type JsonWebKey,
  randomBytes,
} from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Claims = Record<string, unknown> & { sub: string };
type Grant = { claims: Claims; nonce: string | null; challenge: string | null; redirect: string };

export const CLIENT = { id: "colloquy", secret: "a secret of the issuer" };

/** A small OpenID Connect provider on loopback: everybody who signs in is the person in `claims`. */
export class Issuer {
  claims: Claims = { sub: "none" };
  /** Whether the person refuses to sign in. */
  declines = false;
  readonly #keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #grants = new Map<string, Grant>();
  readonly #tokens = new Map<string, Claims>();
  readonly #server = createServer((req, res) => {
    this.#answer(req, res).catch(() => send(res, 500, {}));
  });

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, "127.0.0.1", () => done()));
  }

  stop(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", this.url);
    if (url.pathname === "/.well-known/openid-configuration") {
      return send(res, 200, {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        userinfo_endpoint: `${this.url}/userinfo`,
        jwks_uri: `${this.url}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        code_challenge_methods_supported: ["S256"],
      });
    }
    if (url.pathname === "/jwks") {
      const key: JsonWebKey = this.#keys.publicKey.export({ format: "jwk" });
      return send(res, 200, { keys: [{ ...key, kid: "one", alg: "RS256", use: "sig" }] });
    }
    if (url.pathname === "/authorize") return this.#authorize(url.searchParams, res);
    if (url.pathname === "/token") return this.#token(req, res);
    if (url.pathname === "/userinfo") {
      const token = req.headers.authorization?.replace("Bearer ", "") ?? "";
      const claims = this.#tokens.get(token);
      return claims ? send(res, 200, claims) : send(res, 401, {});
    }
    send(res, 404, {});
  }

  #authorize(query: URLSearchParams, res: ServerResponse): void {
    const redirect = query.get("redirect_uri") ?? "";
    const back = new URL(redirect);
    const state = query.get("state");
    if (state) back.searchParams.set("state", state);
    if (this.declines) back.searchParams.set("error", "access_denied");
    else {
      const code = randomBytes(16).toString("hex");
      const [nonce, challenge] = [query.get("nonce"), query.get("code_challenge")];
      this.#grants.set(code, { claims: this.claims, nonce, challenge, redirect });
      back.searchParams.set("code", code);
    }
    res.writeHead(302, { location: back.href }).end();
  }

  async #token(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = "";
    for await (const piece of req) body += piece;
    const form = new URLSearchParams(body);
    const code = form.get("code") ?? "";
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const basic = btoa(`${encodeURIComponent(CLIENT.id)}:${CLIENT.secret.replaceAll(" ", "+")}`);
    const verifier = createHash("sha256").update(form.get("code_verifier") ?? "");
    const proven =
      grant &&
      req.headers.authorization === `Basic ${basic}` &&
      grant.challenge === verifier.digest("base64url") &&
      grant.redirect === form.get("redirect_uri");
    if (!proven) return send(res, 400, { error: "invalid_grant" });
    const token = randomBytes(16).toString("hex");
    this.#tokens.set(token, grant.claims);
    const idToken = this.#idToken(grant.claims.sub, grant.nonce);
    send(res, 200, { access_token: token, token_type: "Bearer", id_token: idToken });
  }

  #idToken(sub: string, nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { iss: this.url, aud: CLIENT.id, sub, iat: now, exp: now + 300, nonce };
    const signed = `${part({ alg: "RS256", kid: "one" })}.${part(claims)}`;
    const signature = createSign("RSA-SHA256").update(signed).sign(this.#keys.privateKey);
    return `${signed}.${signature.toString("base64url")}`;
  }
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
