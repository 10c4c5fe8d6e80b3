import { QUERY_MAX_LENGTH } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { SearchError } from "../error.ts";
import { parseQuery } from "./parse-query.ts";

describe("parseQuery", () => {
  it("looks for the definition of what may be a name", () => {
    expect(parseQuery("render").lexical).toBe("render =render");
    expect(parseQuery("content-type").lexical.split(" ")).toEqual(
      expect.arrayContaining(["content", "type", "contenttype", "=contenttype"]),
    );
    expect(
      parseQuery("where is parseHeader used")
        .lexical.split(" ")
        .filter((term) => term.startsWith("=")),
    ).toEqual(["=parseheader"]);
  });

  it("keeps words in order and terms once", () => {
    expect(parseQuery("the pool of the pool")).toMatchObject({
      words: ["the", "pool", "of", "the", "pool"],
      terms: ["the", "pool", "of"],
      lexical: "the pool of",
    });
  });

  it("asks the store for a bounded number of terms", () => {
    const query = Array.from({ length: QUERY_MAX_LENGTH / 2 }, (_, index) => String.fromCharCode(0x4e00 + index)).join(
      " ",
    );
    expect(parseQuery(query.slice(0, QUERY_MAX_LENGTH)).lexical.split(" ")).toHaveLength(200);
  });

  it.each([
    ["", "no letters or digits"],
    ["   \n", "no letters or digits"],
    ["\"'();--", "no letters or digits"],
    ["\0\0", "no letters or digits"],
    ["\ud800", "no letters or digits"],
  ])("refuses %j", (query, message) => {
    expect(() => parseQuery(query)).toThrow(SearchError);
    expect(() => parseQuery(query)).toThrow(message);
  });

  it("takes the words of what is demanded where there are no others", () => {
    expect(parseQuery("", ["Pool.acquire"]).terms).toEqual(["pool", "acquire"]);
    expect(parseQuery("wait", ["Pool.acquire"]).terms).toEqual(["wait"]);
  });
});
