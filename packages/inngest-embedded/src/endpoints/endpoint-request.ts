import { isRecord, stringOf } from "../json.ts";

/** The request a durable endpoint was asked with, as its run's event holds it. */
export interface EndpointRequest {
  /** Scheme, host and port of the app as its caller reached it. */
  readonly origin: string;
  readonly method: string;
  readonly url: URL;
  readonly contentType: string;
  readonly body: string;
  /** The endpoint's id, or else its method and path. */
  readonly name: string;
}

/** Reads the data of an `inngest/http.request` event; undefined when it describes no request. */
export function readEndpointRequest(data: unknown): EndpointRequest | undefined {
  if (!isRecord(data)) return undefined;
  const origin = stringOf(data.domain) ?? "";
  const path = stringOf(data.path) ?? "/";
  const method = (stringOf(data.method) ?? "GET").toUpperCase();
  if (!/^https?:\/\/[^/?#\s]+$/.test(origin) || !path.startsWith("/") || !/^[A-Z]+$/.test(method)) return undefined;
  if (!URL.canParse(origin + path)) return undefined;
  const url = new URL(origin + path);
  url.search = stringOf(data.query_params) ?? "";
  const id = stringOf(data.fn) ?? "";
  return {
    origin,
    method,
    url,
    contentType: stringOf(data.content_type) ?? "",
    body: stringOf(data.body) ?? "",
    name: id === "" ? `${method} ${path}` : id,
  };
}
