import { describe, expect, it } from "vitest";
import { parseCron } from "./expression.ts";

const at = (text: string): number => Date.parse(text);

describe("parseCron", () => {
  it.each([
    ["0 12 * * *", "2026-01-01T11:59:59Z", "2026-01-01T12:00:00Z"],
    ["0 12 * * *", "2026-01-01T12:00:00Z", "2026-01-02T12:00:00Z"],
    ["*/15 9-17 * * MON-FRI", "2026-01-02T17:45:00Z", "2026-01-05T09:00:00Z"],
    ["TZ=Europe/Prague 0 12 * * 5", "2026-07-01T00:00:00Z", "2026-07-03T10:00:00Z"],
    ["CRON_TZ=America/New_York 30 8 1 JAN *", "2026-02-01T00:00:00Z", "2027-01-01T13:30:00Z"],
  ])("%s after %s is %s", (source, after, expected) => {
    expect(parseCron(source).next(at(after))).toBe(at(expected));
  });

  it("says when there is no next time", () => {
    expect(parseCron("0 0 31 2 *").next(at("2026-01-01T00:00:00Z"))).toBeUndefined();
  });

  it.each([
    ["", "five fields"],
    ["@daily", "five fields"],
    ["0 0 * * * *", "five fields"],
    ["0 0 L * *", '"L"'],
    ["0 0 15W * *", '"15W"'],
    ["0 0 * * 5#2", '"5#2"'],
    ["0 0 * * 7", '"7"'],
    ["0 0 * FOO *", '"FOO"'],
    ["99 0 * * *", "not valid"],
    ["TZ=Mars/Base 0 0 * * *", "not valid"],
  ])("refuses %j", (source, message) => {
    expect(() => parseCron(source)).toThrow(message);
  });
});
