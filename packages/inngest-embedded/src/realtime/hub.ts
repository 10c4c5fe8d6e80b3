/** A message as the SDK's subscribers read it. */
export interface RealtimeMessage {
  readonly kind: "data" | "datastream-start" | "datastream-end" | "chunk";
  readonly channel: string;
  readonly topic: string;
  readonly data: unknown;
  readonly created_at: string;
  readonly run_id?: string;
  readonly stream_id?: string;
}

/** Somebody who listens. Neither function may throw. */
export interface Subscriber {
  readonly channel: string;
  /** The topics it wants; undefined for all. */
  readonly topics: readonly string[] | undefined;
  receive(message: RealtimeMessage): void;
  /** Bytes passed on as they came, for the streams of durable endpoints. */
  receiveBytes(chunk: Uint8Array): void;
  /** The engine has stopped: nothing more will come. */
  end(): void;
}

/** Passes messages on to those who listen at that moment; nothing is kept. */
export interface RealtimeHub {
  /** Returns a function that ends the subscription. */
  subscribe(subscriber: Subscriber): () => void;
  publish(message: RealtimeMessage): void;
  publishBytes(channel: string, chunk: Uint8Array): void;
  subscribers(): number;
  /** Tells every subscriber that it is over. */
  close(): void;
}

/** Makes a hub nobody listens to yet. */
export function createRealtimeHub(): RealtimeHub {
  const channels = new Map<string, Set<Subscriber>>();
  const listeners = (channel: string): readonly Subscriber[] => [...(channels.get(channel) ?? [])];
  return {
    subscribe(subscriber) {
      const { channel } = subscriber;
      const members = channels.get(channel) ?? new Set();
      channels.set(channel, members.add(subscriber));
      return () => {
        members.delete(subscriber);
        if (members.size === 0 && channels.get(channel) === members) channels.delete(channel);
      };
    },
    publish(message) {
      for (const subscriber of listeners(message.channel)) {
        if (subscriber.topics?.includes(message.topic) ?? true) subscriber.receive(message);
      }
    },
    publishBytes(channel, chunk) {
      for (const subscriber of listeners(channel)) subscriber.receiveBytes(chunk);
    },
    subscribers: () => [...channels.values()].reduce((sum, members) => sum + members.size, 0),
    close() {
      for (const channel of [...channels.keys()]) for (const subscriber of listeners(channel)) subscriber.end();
      channels.clear();
    },
  };
}
