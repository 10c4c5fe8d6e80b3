import { type Database, type NewDelivery, type StoredDelivery, webhookDeliveries } from "@tributary/database";
import type { Runtime } from "../runtime.ts";
import { createBatcher } from "./batcher.ts";
import { type HandedOver, sendDeliveries } from "./send-delivery.ts";

const mebibyte = 1024 * 1024;

/** Deliveries that share a transaction and its flush, at most; and what may wait for one, which is refused past that. */
const STORED_TOGETHER = { items: 100, bytes: 8 * mebibyte, waitingBytes: 128 * mebibyte };

/** Deliveries that share a request to the engine, at most; each is a few hundred bytes of it. */
const SENT_TOGETHER = { items: 500, bytes: 500, waitingBytes: 100_000 };

/** Keeps a delivery; it is durable when this settles. Throws BatcherFullError when too many wait for it already. */
export type KeepDelivery = (delivery: NewDelivery) => Promise<StoredDelivery>;

/** Makes what keeps deliveries: those that arrive while others are being flushed to the disk share the next flush. */
export function createDeliveryKeeper(database: Database): KeepDelivery {
  const batcher = createBatcher<NewDelivery, StoredDelivery>({
    run: (deliveries) => webhookDeliveries.storeAll(database, deliveries),
    sizeOf: ({ body }) => body.byteLength,
    limits: STORED_TOGETHER,
  });
  return batcher.add;
}

/** Makes what hands kept deliveries to the workflows, those together that come together; false for what they did not take. */
export function createHandOver(runtime: Pick<Runtime, "services" | "workflows">) {
  const batcher = createBatcher<HandedOver, boolean>({
    async run(deliveries) {
      const taken = await sendDeliveries(runtime, deliveries);
      return deliveries.map(() => ({ status: "fulfilled", value: taken }));
    },
    sizeOf: () => 1,
    limits: SENT_TOGETHER,
  });
  // What there is no room for is handed over by the sweep.
  return (delivery: HandedOver): Promise<boolean> => batcher.add(delivery).catch(() => false);
}
