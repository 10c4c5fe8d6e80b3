export { createFastClock, type FakeFault, type FakeRequestNote } from "@tributary/vendor-http/testing";
export { type OpenAIFake, type OpenAIFakeOptions, startOpenAIFake } from "./testing/fake-openai.ts";
