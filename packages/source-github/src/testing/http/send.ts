import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Answer, isRawBody } from "./answer.ts";

/** An answer's bytes, ready to send. */
export interface Rendered {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Buffer | Readable;
}

const jsonType = "application/json; charset=utf-8";

/** Turns an answer into headers and bytes; whole successful answers get a weak ETag. */
export function render(answer: Answer): Rendered {
  const headers: Record<string, string> = { ...answer.headers };
  if (answer.body === null || answer.body === undefined)
    return { status: answer.status, headers, bytes: Buffer.alloc(0) };
  const raw = isRawBody(answer.body);
  headers["content-type"] ??= raw ? answer.body.contentType : jsonType;
  const content = raw ? answer.body.raw : JSON.stringify(answer.body);
  if (content instanceof Readable) return { status: answer.status, headers, bytes: content };
  const bytes = Buffer.from(content);
  if (answer.status === 200) headers.etag ??= `W/"${createHash("sha256").update(bytes).digest("hex")}"`;
  return { status: answer.status, headers, bytes };
}

/** Whether a client already holds this answer. */
export function isUnchanged(rendered: Rendered, ifNoneMatch: string | undefined): boolean {
  const { etag } = rendered.headers;
  if (rendered.status !== 200 || etag === undefined || ifNoneMatch === undefined) return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch.split(",").some((tag) => plain(tag) === plain(etag) || tag.trim() === "*");
}

/** Sends it; returns how many bytes the body had. */
export async function send(response: ServerResponse, rendered: Rendered): Promise<number> {
  const { status, headers, bytes } = rendered;
  if (!(bytes instanceof Readable)) {
    response.writeHead(status, bytes.length === 0 ? headers : { ...headers, "content-length": bytes.length });
    response.end(bytes);
    return bytes.length;
  }
  response.writeHead(status, headers);
  let count = 0;
  bytes.on("data", (chunk: Buffer) => {
    count += chunk.length;
  });
  bytes.pause();
  await pipeline(bytes, response).catch(() => bytes.destroy());
  return count;
}
