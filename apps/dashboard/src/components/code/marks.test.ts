import { describe, expect, it } from "vitest";
import { createMarker, wordsToMark } from "./marks.ts";

const marked = (query: string, line: string) => createMarker(query)(line).map(([from, to]) => line.slice(from, to));

describe("wordsToMark", () => {
  it.each([
    ["retry policy", ["retry", "policy"]],
    ["getUserName", ["getusername", "get", "user", "name"]],
    ['"raw  body" path:src/x -type:issue author:"Ada L" hono', ["raw  body", "hono"]],
    ['-"work in progress" wip', ["wip"]],
    ["symbol:Pool.acquire", ["acquire"]],
    ["how is the lock released", ["lock", "released"]],
    ["what is it", ["what", "is", "it"]],
    ["--- ??", []],
  ])("of %j are %j", (query, expected) => {
    expect(wordsToMark(query)).toEqual(expected);
  });
});

describe("createMarker", () => {
  it.each([
    ["user", "getUserName(user, users, abuser)", ["User", "user", "users"]],
    ["lock", "lock locks LOCK locksmith block lock_file", ["lock", "locks", "LOCK", "lock"]],
    ["retry", "MAX_RETRY = retryAfter, RETRIES, USERS", ["RETRY", "retry", "RETRIES"]],
    ["user", "USERS userSome", ["USERS", "user"]],
    ["retries locks", "a retry, a lock", ["retry", "lock"]],
    ['"raw body"', "the raw   body of a raw thing", ["raw   body"]],
    ["c++", "a c++ thing", ["c"]],
    ["größe", "Die GRÖSSE der Größe", ["Größe"]],
    ["日本", "日本", ["日本"]],
    ["", "anything", []],
  ])("of %j in %j marks %j", (query, line, expected) => {
    expect(marked(query, line)).toEqual(expected);
  });
});
