export { type CohereFake, type CohereFakeOptions, startCohereFake } from "./testing/fake-cohere.ts";
export type { FakeFault, FakeRequestNote } from "./testing/fake-http.ts";
export { createFastClock } from "./testing/fast-clock.ts";
