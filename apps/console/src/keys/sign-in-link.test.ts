import { expect, it } from "vitest";
import { readEnv } from "../env/env.ts";
import { signInLink } from "./sign-in-link.ts";

it.each([
  ["http://127.0.0.1:3210", undefined, "http://127.0.0.1:3210/sign-in#key=trib_a"],
  ["http://0.0.0.0:3210", undefined, "http://127.0.0.1:3210/sign-in#key=trib_a"],
  ["http://[::]:3210", undefined, "http://[::1]:3210/sign-in#key=trib_a"],
  ["http://0.0.0.0:3210", "https://tributary.example.com/", "https://tributary.example.com/sign-in#key=trib_a"],
])("of a server at %s with the public address %s is %s", (url, publicUrl, link) => {
  const env = readEnv(publicUrl === undefined ? {} : { TRIBUTARY_PUBLIC_URL: publicUrl });
  expect(signInLink(url, "trib_a", env)).toBe(link);
});
