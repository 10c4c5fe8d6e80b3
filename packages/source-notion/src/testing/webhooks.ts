import { handshakeDelivery, signDelivery } from "./sign.ts";
import type { FakeEvent } from "./state/actions.ts";

/** Where deliveries go. */
export interface FakeSubscription {
  readonly url: string;
  /** The verification token: sent once, unsigned, then what deliveries are signed with. */
  readonly secret: string;
}

/** What became of a delivery. */
export interface FakeDelivery {
  /** Type of the event; `handshake` for the first of a subscription. */
  readonly type: string;
  readonly id: string;
  /** Status of the answer; null when there was none. */
  readonly status: number | null;
}

/** Deliveries to those who subscribed. */
export interface FakeWebhooks {
  readonly deliveries: readonly FakeDelivery[];
  subscribe(subscription: FakeSubscription): () => void;
  /** Has an event delivered to everyone, once each, as Notion would the first time. */
  tell(event: FakeEvent): void;
  /** Waits until everything sent so far has been answered. */
  settled(): Promise<void>;
}

/** Makes the webhooks of a workspace. */
export function createWebhooks(now: () => number): FakeWebhooks {
  const subscriptions = new Set<FakeSubscription>();
  const deliveries: FakeDelivery[] = [];
  const pending = new Set<Promise<void>>();
  let made = 0;

  function post(
    url: string,
    type: string,
    id: string,
    { headers, body }: { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> },
  ): void {
    const sending = fetch(url, { method: "POST", headers, body })
      .then(
        (response) => response.status,
        () => null,
      )
      .then((status) => void deliveries.push({ type, id, status }))
      .finally(() => pending.delete(sending));
    pending.add(sending);
  }

  return {
    deliveries,
    subscribe(subscription) {
      subscriptions.add(subscription);
      post(subscription.url, "handshake", "handshake", handshakeDelivery(subscription.secret));
      return () => void subscriptions.delete(subscription);
    },
    tell({ type, entity, data }) {
      made += 1;
      const id = `00000000-0000-4000-8000-${made.toString(16).padStart(12, "0")}`;
      for (const { url, secret } of subscriptions)
        post(url, type, id, signDelivery({ type, entity, data, at: now(), id }, secret));
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
