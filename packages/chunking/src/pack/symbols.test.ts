import { describe, expect, it } from "vitest";
import { symbolOf } from "./symbols.ts";

function symbol(source: string): string | undefined {
  const end = source.indexOf("\n") + 1;
  return symbolOf(source, 0, end === 0 ? source.length : end);
}

describe("symbolOf", () => {
  it.each([
    ["export async function* readAll<T>(source: T) {", "readAll"],
    ["export default class Chunker extends Base {", "Chunker"],
    ["export interface Source {", "Source"],
    ["type Row = { a: string };", "Row"],
    ["export const enum Colour {", "Colour"],
    ["const load = async (path: string) => {", "load"],
    ["export const handler: Handler = (event) => event;", "handler"],
    ["  let later = x => x;", "later"],
    ["exports.parse = function (text) {", "parse"],
    ["  render(): Node {", "render"],
    ["  async fetch(reference, signal) {", "fetch"],
    ["declare module Ambient {", "Ambient"],
    ["def chunk(self, text):", "chunk"],
    ["    async def later():", "later"],
    ["class Splitter(Base):", "Splitter"],
    ["func (s *Server) Handle(w Writer, r *Request) {", "Handle"],
    ["func main() {", "main"],
    ["type Server struct {", "Server"],
    ["pub(crate) async unsafe fn run<T>(x: T) -> u8 {", "run"],
    ["impl<T> Display for Wrapper<T> {", "Wrapper"],
    ["pub struct Point;", "Point"],
    ["macro_rules! vec_of {", "vec_of"],
    ["public static List<String> find(String key,", "find"],
    ["public Chunker(int size) {", "Chunker"],
    ["static int read_all(struct file *f)\n{", "read_all"],
    ["main(void)\n{", "main"],
    ["struct list_head {", "list_head"],
    ["enum class Kind : int {", "Kind"],
    ["namespace a::b::inner {", "inner"],
    ["void Parser::next() const {", "next"],
    ["data class User(val name: String)", "User"],
    ["fun String.shout() = uppercase()", "shout"],
    ["  def self.build(options)", "build"],
    ["  def empty?", "empty"],
    ["module Api", "Api"],
    ["defmodule Shop.Cart do", "Cart"],
    ["CREATE TABLE IF NOT EXISTS users (", "users"],
    ["(defn parse [text]", "parse"],
    ["(define (square x)", "square"],
    ["message Request {", "Request"],
    ["sub trim {", "trim"],
  ])("finds what %j defines", (line, name) => {
    expect(symbol(line)).toBe(name);
  });

  it.each([
    "",
    "}",
    "if (ready) {",
    "  for (const x of y) {",
    "return compute(x) {",
    "while (next()) {",
    "const total = sum(a, b);",
    "total = sum(a) {",
    'describe("chunk", () => {',
    "items.forEach(function (item) {",
    "type: string,",
    "class of things that are not code",
    "the function that is described here",
    "import { type Chunk } from './chunk.ts';",
    '"class": "name",',
    "// function commented() {",
    "await call(first,",
    "new Thing(a, b) {",
    "x".repeat(5000),
  ])("finds nothing in %j", (line) => {
    expect(symbol(line)).toBeUndefined();
  });
});
