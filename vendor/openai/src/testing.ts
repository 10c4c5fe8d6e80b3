export type { FakeFault, FakeRequestNote } from "./testing/fake-http.ts";
export { type OpenAIFake, type OpenAIFakeOptions, startOpenAIFake } from "./testing/fake-openai.ts";
export { createFastClock } from "./testing/fast-clock.ts";
