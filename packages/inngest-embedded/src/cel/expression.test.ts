import { describe, expect, it } from "vitest";
import { compileExpression } from "./expression.ts";

const event = {
  name: "go",
  ts: 1_700_000_000_000,
  data: {
    a: 1,
    half: 0.5,
    text: "Hello",
    yes: true,
    none: null,
    list: [1, 2, 3],
    items: [{ id: "x" }, { id: "y" }],
    map: { k: "v" },
    plan: "enterprise",
    encoded: "aGk=",
    json: '{"deep":[1]}',
  },
};

function evaluate(source: string, async: unknown = { data: { a: 1, n: 4 } }): unknown {
  return compileExpression(source).evaluate({ event, async }, 1000);
}

describe("expressions", () => {
  it.each([
    // Comparison: numbers of any kind meet, types do not, a missing value is null and less than anything.
    ["event.data.a == 1", true],
    ["event.data.a == 1.0", true],
    ["event.data.a == '1'", false],
    ["event.data.a != '1'", true],
    ["event.data.missing == null", true],
    ["event.data.none == null", true],
    ["event.data.missing.deeper == null", true],
    ["event.data.missing != 1", true],
    ["event.data.missing < 0", true],
    ["event.data.missing > 0", false],
    ["event.data.text < 1", false],
    ["event.data.text >= 'Hello'", true],
    ["event.data.half < 1 && event.data.half > 0", true],
    ["event.data.list == [1, 2, 3]", true],
    ["event.data.map == {'k': 'v'}", true],
    ["event.data.map == {'k': 'w'}", false],
    // Truthiness, with the operand as result.
    ["event.data.missing || 'other'", "other"],
    ["event.data.text && event.data.a", 1],
    ["!event.data.missing", true],
    ["!event.data.text", false],
    ["event.data.plan == 'enterprise' ? 180 : 0", 180],
    ["event.data.missing ? 1 : 2", 2],
    // Text and arithmetic.
    ["event.data.text + '-' + event.data.a", "Hello-1"],
    ["event.data.text + event.data.missing", "Hello"],
    ["event.data.a + 2 * 3", 7],
    ["-event.data.a - 1", -2],
    ["7 / 2.0", 3.5],
    ["7 % 4", 3],
    ["1 / 0", null],
    ["event.data.missing - 1", null],
    ["[1] + [2]", [1, 2]],
    // Access.
    ["event.data['text']", "Hello"],
    ["event.data.items[1].id", "y"],
    ["event.data.items[9].id", null],
    ["event.data.constructor", null],
    ["event.data.text.length", null],
    // Functions and macros.
    ["has(event.data.none)", true],
    ["has(event.data.missing)", false],
    ["has(event.data.missing.deeper)", false],
    ["size(event.data.list) == 3 && size(event.data.text) == 5 && size(event.data.missing) == 0", true],
    ["event.data.list.size()", 3],
    ["event.data.text.startsWith('He') && event.data.text.endsWith('lo') && event.data.text.contains('ell')", true],
    ["event.data.missing.startsWith('x')", false],
    ["event.data.text.matches('^H.*o$')", true],
    ["event.data.text.matches('(')", false],
    ["lowercase(event.data.text) == 'hello' && uppercase(event.data.text) == 'HELLO'", true],
    ["int('42') + int(3.9)", 45],
    ["double('0.5')", 0.5],
    ["string(1) + string(true)", "1true"],
    ["b64decode(event.data.encoded)", "hi"],
    ["json_parse(event.data.json).deep[0]", 1],
    ["json_parse('nonsense')", null],
    ["date('2023-11-14T22:13:20Z') == event.ts", true],
    ["now() == 1000 && now_plus('1s') == 2000 && now_minus('1s') == 0", true],
    ["2 in event.data.list", true],
    ["'k' in event.data.map", true],
    ["1 in event.data.missing", false],
    ["event.data.list.exists(n, n > 2)", true],
    ["event.data.list.all(n, n > 2)", false],
    ["event.data.list.exists_one(n, n == 2)", true],
    ["event.data.list.filter(n, n > 1)", [2, 3]],
    ["event.data.list.map(n, n * 2)", [2, 4, 6]],
    ["event.data.missing.exists(n, n > 2)", false],
    ["event.data.map.exists(k, k == 'k')", true],
    ["'\"openai\"'", '"openai"'],
    ["nobody", null],
    ["event.data.a == async.data.a && async.data.n > 3", true],
  ])("%s", (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });

  it.each([
    ["event.data.a ==", "does not parse"],
    ["nope(event.data.a)", '"nope" is not known'],
    ["has(event)", "has() takes one member path"],
    ["event.data.list.exists(1, true)", "does not parse"],
    ["event.data.a.nope()", '"nope" is not known'],
  ])("refuses %s", (source, message) => {
    expect(() => compileExpression(source)).toThrow(message);
  });

  it("keep only what they read of the triggering event", () => {
    const bind = (source: string): unknown => compileExpression(source).bind(event);
    expect(bind("event.data.a == async.data.a && event.data.map.k == 'v'")).toEqual({
      data: { a: 1, map: { k: "v" } },
    });
    expect(bind("event.data.items[1].id == async.data.a")).toEqual({ data: { items: event.data.items } });
    expect(bind("has(event.data.missing) || event.data.none == null")).toEqual({ data: { none: null } });
    expect(bind("async.data.a == 1")).toEqual({});
    expect(bind("event == async")).toEqual(event);
  });

  it("give the same answer on what they kept as on the whole event", () => {
    for (const source of ["has(event.data.missing)", "has(event.data.none)", "event.data.items[1].id == 'y'"]) {
      const expression = compileExpression(source);
      expect(expression.evaluate({ event: expression.bind(event) }, 0)).toBe(expression.evaluate({ event }, 0));
    }
  });

  it("name the equality a wait can be found by", () => {
    const lookup = (source: string): unknown => compileExpression(source).lookup(event, 0);
    expect(lookup("event.data.a == async.data.a")).toEqual({ path: '["data","a"]', value: "number:1" });
    expect(lookup("async.data.n > 3 && async.data['k'] == 'x'")).toEqual({ path: '["data","k"]', value: "string:x" });
    expect(lookup("event.data.missing == async.data.a")).toEqual({ path: '["data","a"]', value: "object:null" });
    expect(lookup("async.data.a == 1 || true")).toBeUndefined();
    expect(lookup("async.data.a == async.data.b")).toBeUndefined();
    expect(lookup("async.data.list == event.data.list")).toBeUndefined();
  });
});
