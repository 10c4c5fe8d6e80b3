export type { FakeFault } from "./testing/fake-faults.ts";
export { type FakeLimits, pineconeLimits } from "./testing/fake-limits.ts";
export type { FakeConsistency } from "./testing/fake-namespace.ts";
export { type PineconeFake, type PineconeFakeOptions, startPineconeFake } from "./testing/fake-pinecone.ts";
export type { FakeRequestNote } from "./testing/fake-service.ts";
