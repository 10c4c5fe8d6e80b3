export * from "./testing/fake-http.ts";
export { fakeVector } from "./testing/fake-vector.ts";
export { createFastClock } from "./testing/fast-clock.ts";
