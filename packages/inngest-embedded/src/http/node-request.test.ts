import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { fromNodeRequest } from "./node-request.ts";

describe("fromNodeRequest", () => {
  it.each(["//", "///", "http://", "/a?b=%", ""])("takes anything for a path: %s", (url) => {
    const message = new IncomingMessage(new Socket());
    message.url = url;
    const options = { bodyMs: 1000, signal: new AbortController().signal };
    expect(fromNodeRequest(message, options).path).toMatch(/^\//);
  });
});
