import { type Inngest, InngestCommHandler, type InngestFunction } from "inngest";
import { EmbeddedInngestError } from "../errors.ts";

/** The base URL to give the Inngest client; nothing listens there, the engine's `fetch` answers in process. */
export const EMBEDDED_BASE_URL = "http://inngest-embedded.internal";

/** A request to the app's handler. `body` is passed as it is, without a detour over text. */
export interface SdkRequest {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What the SDK answered. Header names are in lower case. */
export interface SdkResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Calls one app's functions in this process. */
export type SdkHandler = (request: SdkRequest) => Promise<SdkResponse>;

/** How long one checkpointed call runs on before it hands back, in milliseconds: the SDK's bound for long connections. */
const maxRuntimeMs = 5 * 60_000;

/** Puts the SDK's request handler around an app's functions. Throws what the SDK throws for duplicate ids. */
export function createSdkHandler(client: Inngest.Any, functions: readonly InngestFunction.Any[]): SdkHandler {
  const handler = new InngestCommHandler<[SdkRequest], SdkResponse>({
    frameworkName: "embedded",
    client,
    functions,
    skipSignatureValidation: true,
    defaultMaxRuntime: maxRuntimeMs,
    handler: (request: SdkRequest) => ({
      method: () => request.method,
      url: () => new URL(request.path, EMBEDDED_BASE_URL),
      headers: (name: string) => request.headers[name.toLowerCase()] ?? null,
      body: () => request.body,
      transformResponse: ({ status, headers, body }: SdkResponse): SdkResponse => ({
        status,
        body,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      }),
    }),
  });
  return handler.createHandler<SdkHandler>();
}

/** How long a client that is not this engine's may take to show it, in milliseconds. */
const handshakeMs = 2000;

/** Makes sure the client's calls reach the engine that answers at `ownPath`. Throws `invalid-option` when they do not. */
export async function requireOwnClient(client: Inngest.Any, ownPath: string): Promise<void> {
  const signal = AbortSignal.timeout(handshakeMs);
  const answer = await client.fetch(EMBEDDED_BASE_URL + ownPath, { signal }).catch(() => undefined);
  if (answer?.status === 200) return;
  throw new EmbeddedInngestError(
    "invalid-option",
    `The client "${client.id}" does not talk to this engine. Create it with { isDev: true, fetch: engine.fetch, baseUrl: EMBEDDED_BASE_URL }.`,
  );
}
