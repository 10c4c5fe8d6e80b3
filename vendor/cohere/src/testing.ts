export { createFastClock, type FakeFault, type FakeRequestNote } from "@tributary/vendor-http/testing";
export { type CohereFake, type CohereFakeOptions, startCohereFake } from "./testing/fake-cohere.ts";
