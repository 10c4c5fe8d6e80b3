/** Where a fake's webhooks go. */
export interface FakeSubscription {
  readonly url: string;
  readonly secret: string;
}

/** Webhooks of a fake, delivered for real. */
export interface FakeDeliveries<Delivery, Subscription extends FakeSubscription = FakeSubscription> {
  /** What became of the deliveries so far. */
  readonly deliveries: readonly Delivery[];
  /** Has everything delivered to an address from now on; the function returned ends it. */
  subscribe(subscription: Subscription): () => void;
  /** Begins a delivery to everyone who subscribed; `deliver` notes what became of it. */
  toEveryone(deliver: (subscription: Subscription, note: (delivery: Delivery) => void) => Promise<void>): void;
  /** Waits until everything sent so far has been answered. */
  settled(): Promise<void>;
}

/** Makes them; `greet` delivers what goes to an address once, when it subscribes. */
export function createDeliveries<Delivery, Subscription extends FakeSubscription = FakeSubscription>(
  greet?: (subscription: Subscription, note: (delivery: Delivery) => void) => Promise<void>,
): FakeDeliveries<Delivery, Subscription> {
  const subscriptions = new Set<Subscription>();
  const deliveries: Delivery[] = [];
  const pending = new Set<Promise<void>>();
  const note = (delivery: Delivery) => void deliveries.push(delivery);
  const track = (sending: Promise<void>) => {
    const ended = sending.finally(() => pending.delete(ended));
    pending.add(ended);
  };
  return {
    deliveries,
    subscribe(subscription) {
      subscriptions.add(subscription);
      if (greet !== undefined) track(greet(subscription, note));
      return () => void subscriptions.delete(subscription);
    },
    toEveryone(deliver) {
      for (const subscription of subscriptions) track(deliver(subscription, note));
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

/** Posts a delivery; null when nothing answered. */
export function post(
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array<ArrayBuffer> },
): Promise<Response | null> {
  return fetch(url, { method: "POST", headers, body }).catch(() => null);
}
