import { EmbeddedInngestError } from "../errors.ts";

/** Tells whether the engine may call a durable endpoint's origin again. */
export type EndpointOrigins = (origin: string) => boolean;

const loopbackHosts: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** Checks the option `endpointOrigins`; without it only this machine may be called. Throws `invalid-option`. */
export function resolveEndpointOrigins(origins: readonly string[] | undefined): EndpointOrigins {
  if (origins === undefined) return (origin) => loopbackHosts.includes(new URL(origin).hostname);
  const allowed = origins.map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if ((url?.protocol === "http:" || url?.protocol === "https:") && url.pathname === "/") return url.origin;
    throw new EmbeddedInngestError(
      "invalid-option",
      `endpointOrigins: "${text}" is no origin. Give scheme, host and port, as in "https://app.example.com".`,
    );
  });
  return (origin) => allowed.includes(new URL(origin).origin);
}
