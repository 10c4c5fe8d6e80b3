import { signDelivery } from "./sign.ts";
import type { FakeEvent } from "./state/team.ts";

/** Where deliveries go. */
export interface FakeSubscription {
  readonly url: string;
  readonly secret: string;
}

/** What became of a delivery. */
export interface FakeDelivery {
  readonly type: string;
  readonly id: string;
  /** Status of the answer; null when there was none. */
  readonly status: number | null;
}

/** Deliveries to those who subscribed. */
export interface FakeWebhooks {
  readonly deliveries: readonly FakeDelivery[];
  subscribe(subscription: FakeSubscription): () => void;
  /** Has an event delivered to everyone, once each, as Vercel would the first time. */
  tell(event: FakeEvent): void;
  /** Waits until everything sent so far has been answered. */
  settled(): Promise<void>;
}

/** Makes the webhooks of a team: payloads are the reduced form Vercel sends, without a deployment's state. */
export function createWebhooks(teamId: string, now: () => number): FakeWebhooks {
  const subscriptions = new Set<FakeSubscription>();
  const deliveries: FakeDelivery[] = [];
  const pending = new Set<Promise<void>>();
  let made = 0;

  async function deliver({ url, secret }: FakeSubscription, event: FakeEvent, id: string): Promise<void> {
    const { headers, body } = signDelivery({ type: event.type, payload: payloadOf(event), at: now(), id }, secret);
    const status = await fetch(url, { method: "POST", headers, body }).then(
      (response) => response.status,
      () => null,
    );
    deliveries.push({ type: event.type, id, status });
  }

  function payloadOf(event: FakeEvent): Record<string, unknown> {
    const shared = { team: { id: teamId }, user: { id: "user_ada" } };
    if ("project" in event) return { ...shared, project: { id: event.project.id, name: event.project.name } };
    const { id, name, url, meta, projectId, target, regions } = event.deployment;
    return { ...shared, deployment: { id, name, url, meta }, project: { id: projectId }, target, regions, plan: "pro" };
  }

  return {
    deliveries,
    subscribe(subscription) {
      subscriptions.add(subscription);
      return () => void subscriptions.delete(subscription);
    },
    tell(event) {
      made += 1;
      const id = `evt_${String(made).padStart(8, "0")}`;
      for (const subscription of subscriptions) {
        const sending = deliver(subscription, event, id).finally(() => pending.delete(sending));
        pending.add(sending);
      }
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
