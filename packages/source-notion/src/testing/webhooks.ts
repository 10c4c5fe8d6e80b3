import { createDeliveries, type FakeSubscription, post } from "@tributary/source-testing/fake";
import { handshakeDelivery, signDelivery } from "./sign.ts";
import type { FakeEvent } from "./state/actions.ts";

export type { FakeSubscription };

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

/** Makes the webhooks of a workspace. A subscription's secret is sent once, unsigned, then what deliveries are signed with. */
export function createWebhooks(now: () => number): FakeWebhooks {
  const { toEveryone, ...webhooks } = createDeliveries<FakeDelivery>(async ({ url, secret }, note) => {
    const response = await post(url, handshakeDelivery(secret));
    note({ type: "handshake", id: "handshake", status: response?.status ?? null });
  });
  let made = 0;
  return {
    ...webhooks,
    tell({ type, entity, data }) {
      made += 1;
      const id = `00000000-0000-4000-8000-${made.toString(16).padStart(12, "0")}`;
      toEveryone(async ({ url, secret }, note) => {
        const response = await post(url, signDelivery({ type, entity, data, at: now(), id }, secret));
        note({ type, id, status: response?.status ?? null });
      });
    },
  };
}
