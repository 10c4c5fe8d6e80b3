import { Socket } from "node:net";
import { afterEach, beforeEach, expect, vi } from "vitest";

const methods = ["log", "info", "warn", "error", "debug", "trace"] as const;
const unguarded = Symbol.for("tributary-unguarded-connect");
const loopback = new Set(["127.0.0.1", "::1", "localhost", "::ffff:127.0.0.1"]);

// A test that reaches beyond this machine would pass or fail with the network: refuse it where every socket starts. A
// worker runs this for each of its files.
const connect = (Reflect.get(Socket.prototype, unguarded) ??
  Socket.prototype.connect) as typeof Socket.prototype.connect;
Reflect.set(Socket.prototype, unguarded, connect);
Socket.prototype.connect = function (this: Socket, ...parameters: unknown[]) {
  const first = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
  const host =
    typeof first === "object" && first !== null && "host" in first && typeof first.host === "string"
      ? first.host
      : typeof parameters[1] === "string"
        ? parameters[1]
        : "localhost";
  if (!loopback.has(host)) throw new Error(`A test tried to reach ${host}: fake the service on 127.0.0.1 instead.`);
  return Reflect.apply(connect, this, parameters);
} as typeof connect;

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method).mockImplementation(() => {});
});

afterEach(() => {
  const printed = methods.flatMap((method) => vi.mocked(console[method]).mock.calls.map((call) => [method, ...call]));
  vi.restoreAllMocks();
  expect(printed, "console output during a test").toEqual([]);
});
