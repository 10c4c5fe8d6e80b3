import { expect, it } from "vitest";
import { z } from "zod";
import { readCursor } from "./cursor.ts";

const schema = z.strictObject({ version: z.literal(1), after: z.string() });

it("reads what the schema takes", () => {
  expect(readCursor('{"version":1,"after":"x"}', schema)).toEqual({ version: 1, after: "x" });
});

it.each(["", "null", "{", '{"version":2,"after":"x"}', '{"version":1,"after":"x","more":1}'])(
  "expires %j",
  (cursor) => {
    expect(() => readCursor(cursor, schema)).toThrow(
      expect.objectContaining({
        code: "cursor-expired",
        message: "The cursor is not one of this source: pull again from the beginning.",
      }),
    );
  },
);

it("expires what a refinement throws at, and does not quote it", () => {
  const throwing = schema.refine(() => {
    throw new RangeError("secret");
  });
  try {
    readCursor('{"version":1,"after":"secret"}', throwing);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "cursor-expired" });
    expect(error).not.toHaveProperty("cause");
  }
});
