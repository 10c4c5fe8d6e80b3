import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A delivery as it arrived. */
export interface RecordedDelivery {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Takes deliveries as an address of its own until the test ends and keeps them, to be sent on in another order. */
export async function recordDeliveries(): Promise<{ readonly url: string; readonly recorded: RecordedDelivery[] }> {
  const recorded: RecordedDelivery[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.writeHead(202).end();
      const body = Buffer.concat(parts);
      // Notion's handshake: here, the source has its secret already.
      if (body.includes("verification_token")) return;
      const { connection: _, host: __, "content-length": ___, "transfer-encoding": ____, ...headers } = request.headers;
      const path = request.url ?? "/";
      recorded.push({ path, headers: headers as Record<string, string>, body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, recorded };
}

/** Sends a delivery on to a console; whether it was taken. */
export async function sendOn(url: string, { path, headers, body }: RecordedDelivery): Promise<boolean> {
  const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: new Uint8Array(body) });
  return answer.ok;
}
