import { type FakeHttp, type FakeReply, startFakeHttp } from "@tributary/vendor-http/testing";

/** Slack's incoming webhooks over HTTP, with what was posted. */
export interface SlackWebhooksFake extends FakeHttp {
  /** Adds a channel; returns the address of its webhook, which says to `messages` what was posted there. */
  addChannel(name: string): { readonly address: string; readonly messages: readonly string[] };
  /** From now on, its webhook answers that there is no such service, as when the app was removed. */
  removeChannel(name: string): void;
  archiveChannel(name: string): void;
}

interface Channel {
  readonly name: string;
  readonly messages: string[];
  archived: boolean;
}

const fields = new Set(["text", "blocks", "attachments", "unfurl_links", "unfurl_media", "mrkdwn", "thread_ts"]);

/** Starts the fake. */
export async function startSlackWebhooksFake(): Promise<SlackWebhooksFake> {
  const channels = new Map<string, Channel>();
  const http = await startFakeHttp(({ path, body }): FakeReply => {
    const channel = channels.get(path);
    if (!channel) return answer(404, "no_service");
    if (channel.archived) return answer(410, "channel_is_archived");
    const { text } = body;
    if (Object.keys(body).some((name) => !fields.has(name))) return answer(400, "invalid_payload");
    if (typeof text !== "string" || text === "") return answer(400, "no_text");
    if (text.length > 40_000) return answer(400, "msg_too_long");
    channel.messages.push(text);
    return answer(200, "ok");
  });
  const named = (name: string) => [...channels].find(([, channel]) => channel.name === name);
  return {
    ...http,
    addChannel(name) {
      const path = `/services/T00000000/B0000000${channels.size}/${name}XXXXXXXXXXXX`;
      const channel = { name, messages: [], archived: false };
      channels.set(path, channel);
      return { address: `${http.url}${path}`, messages: channel.messages };
    },
    removeChannel(name) {
      const [path] = named(name) ?? [];
      if (path !== undefined) channels.delete(path);
    },
    archiveChannel(name) {
      const [, channel] = named(name) ?? [];
      if (channel) channel.archived = true;
    },
  };
}

const answer = (status: number, text: string): FakeReply => ({ status, text });
