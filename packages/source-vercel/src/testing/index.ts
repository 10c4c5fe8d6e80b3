export * from "./fake-vercel.ts";
export { finishDeployment, type GeneratedSizes, generateTeam, largeSizes } from "./generate.ts";
export { type GeneratedLog, writeLog } from "./generate-log.ts";
export type { FakeFault, FakeFaultRule, FakeRequest } from "./http/faults.ts";
export { type FakeDeliveryContent, signDelivery } from "./sign.ts";
export type { FakeCensus, FakeCensusEntry } from "./state/census.ts";
export type {
  FakeCheckRun,
  FakeDeployment,
  FakeLogLine,
  FakeProject,
  FakeState,
  FakeVariable,
  FakeVariableType,
} from "./state/model.ts";
export type { FakeFields, FakeTeam } from "./state/team.ts";
export type { FakeDelivery, FakeSubscription } from "./webhooks.ts";
