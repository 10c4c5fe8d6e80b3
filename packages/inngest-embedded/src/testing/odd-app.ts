import { createServer } from "node:http";
import type { EmbeddedInngest } from "../engine.ts";
import { listen } from "./remote-app.ts";

/** What an odd app answers to a call. */
export interface OddAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Registers an app with one function, `odd-fn`, that speaks like the SDK until it is called: then it says what `answer`
 * makes of the number of calls before. Gone with the test.
 */
export async function registerOddApp(engine: EmbeddedInngest, answer: (calls: number) => OddAnswer): Promise<void> {
  let calls = 0;
  const server = createServer((request, response) => {
    const sdk = { "x-inngest-sdk": "inngest-js:v4.24.0", "content-type": "application/json" };
    request.resume().on("end", () => {
      if (request.method === "PUT") {
        response.writeHead(200, { ...sdk, "x-inngest-sync-kind": "in_band" }).end(JSON.stringify(registration(url)));
        return;
      }
      const { status, body, headers = {} } = answer(calls);
      calls += 1;
      response.writeHead(status, { ...sdk, "x-inngest-req-version": "2", ...headers }).end(body);
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}/api/inngest`;
  await engine.registerUrl({ url });
}

function registration(url: string): unknown {
  const runtime = { type: "http", url: `${url}?fnId=odd-fn&stepId=step` };
  const steps = { step: { id: "step", name: "step", runtime, retries: { attempts: 2 } } };
  return {
    app_id: "odd",
    env: null,
    framework: "odd",
    functions: [{ id: "odd-fn", name: "fn", triggers: [{ event: "go" }], steps }],
    sdk: "js:v4.24.0",
    sdk_author: "inngest",
    sdk_language: "",
    sdk_version: "",
    url,
  };
}
