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
    number: "10",
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
    ["event.data.missing < 'a'", true],
    ["event.data.missing <= 0", true],
    ["event.data.missing >= 0", false],
    ["event.data.missing == false", false],
    ["event.data.missing == ''", false],
    ["event.data.missing == 0", false],
    ["event.data.missing != event.data.text", true],
    ["event.data.number < 9", false],
    ["event.data.number < '9'", true],
    ["event.data.yes == 'true'", false],
    ["event.data.list > 1", false],
    ["event.data.text > 'Apple'", true],
    ["async.data.missing == null", true],
    ["event.data.list == [1.0, 2, 3]", true],
    ["1 in [1.0, 2]", true],
    ["event.data.list == [1, 2, 3]", true],
    ["event.data.map == {'k': 'v'}", true],
    ["event.data.map == {'k': 'w'}", false],
    // Truthiness, with the operand as result.
    ["event.data.missing || event.data.text", "Hello"],
    ["event.data.text && event.data.a", 1],
    ["event.data.a == 1 && event.data.missing", null],
    ["event.data.list ? 1 : 2", 1],
    // Only a bool can be negated: anything else, a missing field too, gives nothing, which is not true.
    ["!event.data.yes", false],
    ["!(event.data.missing == 1)", true],
    ["!event.data.missing", null],
    ["!event.data.none", null],
    ["!event.data.missing || event.data.a == 1", true],
    ["!event.data.text", null],
    ["event.data.plan == 'enterprise' ? 180 : 0", 180],
    ["event.data.missing ? 1 : 2", 2],
    // Text and arithmetic.
    ["event.data.text + '-' + event.data.a", "Hello-1"],
    ["event.data.text + event.data.missing", "Hello"],
    ["event.data.missing + event.data.text", "Hello"],
    ["event.data.missing + 'x' + event.data.none", "x"],
    ["'n' + 1", "n1"],
    ["1.5 + 'x'", "1.5x"],
    ["'is ' + event.data.yes", "is true"],
    // Numbers of events are fractional, those written without a point are not: only two of a kind are calculated.
    ["event.data.a + 1.0", 2],
    ["event.data.a + 1", "11"],
    ["1 + 1.5", "11.5"],
    ["event.data.half * 2.0 == 1", true],
    ["event.data.half * 2", null],
    ["event.data.a - 1 == 0", false],
    ["int(event.data.number) % 4", 2],
    ["size(event.data.list) + 1", 4],
    ["7 / 2", 3],
    ["event.data.missing + 1", 1],
    ["event.data.missing - 1", null],
    ["true + 1", null],
    ["event.data.a + 2.0 * 3.0", 7],
    ["-event.data.a - 1.0", -2],
    ["7.0 / 2.0", 3.5],
    ["7 % 4", 3],
    ["1 / 0", null],
    ["event.data.missing - 1", null],
    ["[1] + [2]", [1, 2]],
    // Access.
    ["event.data['text']", "Hello"],
    ["event.data.items[1].id", "y"],
    ["event.data.items[9].id", null],
    ["event.data.list[-1]", null],
    ["event.data.list['0']", null],
    ["event.data.list[event.data.a]", 2],
    ["event.data['missing']['deeper']", null],
    ["event.data.text[0]", null],
    ["event.data.constructor", null],
    ["event.data.text.length", null],
    // Functions and macros.
    ["has(event.data.none)", true],
    ["has(event.data.missing)", null],
    ["!has(event.data.missing)", null],
    ["has(event.data.missing) == false", false],
    ["has(event.data.missing.deeper)", null],
    ["size(event.data.list) == 3 && size(event.data.text) == 5 && size(event.data.missing) == 0", true],
    ["event.data.list.size()", 3],
    ["event.data.text.startsWith('He') && event.data.text.endsWith('lo') && event.data.text.contains('ell')", true],
    ["event.data.missing.startsWith('x')", false],
    ["event.data.text.matches('^H.*o$')", true],
    ["event.data.text.matches('(')", false],
    [String.raw`event.data.text.matches("^\\w+$")`, true],
    [String.raw`event.data.text.matches(r'^\w+$')`, true],
    ["lowercase(event.data.missing) == ''", false],
    ["lowercase(event.data.missing) + 'x'", "x"],
    ["date('nonsense') == null && date(event.data.missing) == null && int('x') == null", true],
    ["now() > date('1970-01-01T00:00:00Z')", true],
    ["now_plus('1h') > now() && now_minus('1h') < now()", true],
    ["string(event.data.missing)", null],
    ["event.data.text.contains(event.data.missing)", false],
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
    ["event.data.list.map(n, n * 2.0)", [2, 4, 6]],
    ["event.data.missing.exists(n, n > 2)", false],
    ["event.data.missing.all(n, n > 2)", false],
    ["event.data.missing.exists_one(n, true)", false],
    ["event.data.missing.filter(n, true)", false],
    ["event.data.missing.map(n, n)", false],
    ["event.data.text.exists(n, true)", false],
    ["event.data.map.exists(k, k == 'k')", true],
    ["'\"openai\"'", '"openai"'],
    ["event.data.a == async.data.a && async.data.n > 3", true],
  ])("%s", (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });

  it.each([
    // As the service does when it compiles them.
    ["nobody == 1", '"nobody" is not known'],
    ["event.data.missing || 'other'", "|| takes bool, not string"],
    ["!1", "! takes bool, not int"],
    ["'a' ? 1 : 2", "The condition of ?: takes bool, not string"],
    ["event.data.a ? 1 : 'a'", "Both sides of ?: must have one type, not int and string"],
    ["true ? 1 : 1.5", "Both sides of ?:"],
    ["7 / 2.0", "/ takes two numbers of one type, not int and double"],
    ["'a' - 'b'", "- takes int or uint or double, not string"],
    ["-'a'", "- takes"],
    ["size(5)", "size() takes string or list or map, not int"],
    ["lowercase(5)", "lowercase() takes string, not int"],
    ["1 in 'abc'", "in takes list or map, not string"],
    ["event.data.text.lowercase()", "write lowercase("],
    ["contains(event.data.text, 'a')", "is called on a value"],
    [String.raw`'\d'`, "does not parse"],
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
