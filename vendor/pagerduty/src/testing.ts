export { createFastClock, type FakeFault, type FakeRequestNote } from "@tributary/vendor-http/testing";
export * from "./testing/fake-pagerduty.ts";
