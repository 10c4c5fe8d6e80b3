export * from "./fake-notion.ts";
export { type GeneratedIds, type GeneratedSizes, generateWorkspace, largeSizes } from "./generate.ts";
export type { FakeFault, FakeFaultRule, FakeRequest } from "./http/faults.ts";
export type { FakeCapability } from "./http/route.ts";
export { type FakeDeliveryContent, handshakeDelivery, signDelivery } from "./sign.ts";
export type {
  FakeBlockContent,
  FakePageContent,
  FakePlace,
  FakeTableContent,
  FakeWorkspace,
} from "./state/actions.ts";
export type { FakeCensus, FakeCensusEntry } from "./state/census.ts";
export type { FakeText } from "./state/model.ts";
export { mentionOf, words } from "./state/texts.ts";
export type { FakeDelivery, FakeSubscription } from "./webhooks.ts";
