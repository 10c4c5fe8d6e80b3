import { type CallOptions, createCallRunner, createExchangeFetch } from "@tributary/vendor-http";
import { slackService } from "./slack-service.ts";
import { checkWebhookAddress } from "./webhook-address.ts";

/** Most characters of a message here: Slack cuts from 40,000 on and asks for 4,000 (https://docs.slack.dev/reference/methods/chat.postMessage/#truncating). */
export const MESSAGE_MAX_LENGTH = 4_000;

/** How to reach Slack. */
export interface SlackWebhooksOptions extends CallOptions {
  /** Origins beside https://hooks.slack.com that messages may go to. */
  readonly allowedOrigins?: readonly string[];
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds one request may take, its answer included; 10,000 unless given. */
  readonly timeoutMs?: number;
}

/** Slack's incoming webhooks, with typed errors and retries. */
export interface SlackWebhooks {
  /** Posts plain text: nothing in it is markup, an address apart. Throws `SlackError` or the signal's reason. */
  post(address: string, text: string, signal?: AbortSignal): Promise<void>;
}

/** Builds the client. */
export function createSlackWebhooks(options: SlackWebhooksOptions = {}): SlackWebhooks {
  const { allowedOrigins, fetch = globalThis.fetch, timeoutMs = 10_000 } = options;
  const send = createExchangeFetch(fetch, timeoutMs);
  const run = createCallRunner(slackService, {}, options);
  return {
    async post(address, text, signal) {
      const url = checkWebhookAddress(address, allowedOrigins);
      await run({
        action: "posting a message",
        cost: {},
        signal,
        secrets: [address, url.href, url.pathname],
        async run() {
          const response = await send(url, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ text: plainText(text), unfurl_links: false, unfurl_media: false }),
          });
          if (!response.ok) throw new Error("The message was not taken.");
        },
      });
    },
  };
}

/** What Slack shows as this text: its control characters escaped (https://docs.slack.dev/messaging/formatting-message-text/#escaping). */
function plainText(text: string): string {
  const cut = text.length > MESSAGE_MAX_LENGTH ? `${text.slice(0, MESSAGE_MAX_LENGTH - 1)}…` : text;
  // A channel is told of nothing by what a source is called.
  return cut.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
