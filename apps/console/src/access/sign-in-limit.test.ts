import { expect, it } from "vitest";
import { createSignInLimit } from "./sign-in-limit.ts";

it("holds an address up for the rest of the minute in which ten keys were wrong, and no other", () => {
  let now = 0;
  const limit = createSignInLimit(() => now);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect(limit.waitFor("a")).toBe(0);
    limit.failed("a");
  }
  expect(limit.waitFor("a")).toBe(60);
  expect(limit.waitFor("b")).toBe(0);
  now = 59_500;
  expect(limit.waitFor("a")).toBe(1);
  now = 60_000;
  expect(limit.waitFor("a")).toBe(0);
});

it("forgets the oldest addresses, so that many of them cannot fill the memory", () => {
  const limit = createSignInLimit(() => 0);
  for (let attempt = 0; attempt < 10; attempt += 1) limit.failed("first");
  for (let address = 0; address < 9_999; address += 1) limit.failed(String(address));
  expect(limit.waitFor("first")).toBe(60);
  limit.failed("one more");
  expect(limit.waitFor("first")).toBe(0);
});
