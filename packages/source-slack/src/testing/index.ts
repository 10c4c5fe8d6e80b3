export type { CensusMessage, FakeCensus } from "./census.ts";
export type { FakeDelivery, FakeSubscription } from "./events.ts";
export { exportFiles, writeZip, type ZipContent } from "./export.ts";
export * from "./fake-slack.ts";
export type { FakeFault, FakeFaultRule, FakeRequest } from "./faults.ts";
export { type GeneratedSizes, generateWorkspace, largeSizes, smallSizes } from "./generate.ts";
export {
  type DeliveryRetry,
  eventCallback,
  type SignedDelivery,
  signDelivery,
  urlVerification,
} from "./sign.ts";
export type { FakeChannel, FakeFile, FakeMessage, FakeState, FakeUser } from "./state.ts";
export type { FakePost, FakeWorkspace } from "./workspace.ts";
