import { describe, expect, it } from "vitest";
import { definedNames } from "./definitions.ts";

describe("definedNames", () => {
  it.each([
    ["export async function loadAll<T>(x) {", ["loadAll"]],
    ["function* walk() {", ["walk"]],
    ["export default class Router extends Base {", ["Router"]],
    ["export const handler = () => {}", ["handler"]],
    ["  private readonly cache = new Map()", []],
    ["  static async create(options: Options): Promise<Store> {", ["create"]],
    ["  onError = (handler) => {", ["onError"]],
    ["    async def fetch_all(self):", ["fetch_all"]],
    ["class Flask(App):", ["Flask"]],
    ["app = Flask(__name__)", ["app"]],
    ["DEFAULT_LIMIT: int = 10", ["DEFAULT_LIMIT"]],
    ["func (engine *Engine) Run(addr ...string) (err error) {", ["Run"]],
    ["func New() *Engine {", ["New"]],
    ["type HandlerFunc func(*Context)", ["HandlerFunc"]],
    ["pub(crate) struct Searcher<'a> {", ["Searcher"]],
    ["    pub fn search_path<P>(&mut self) -> Result {", ["search_path"]],
    ["pub const fn new() -> Self {", ["new"]],
    ["public static int parseHeader(String line) {", ["parseHeader"]],
    ["static int read_all(struct file *f, char *buf) {", ["read_all"]],
    ["enum Größe { }", ["Größe"]],
    ["interface $Props {", ["$Props"]],
  ])("sees what %j defines", (line, names) => {
    expect([...definedNames(`\n${line}\n`)]).toEqual(names);
  });

  it.each([
    "    const local = 1",
    "  if (ready(now)) {",
    "  } else if (x) {",
    "  for (const entry of entries()) {",
    "  return compute(x) {",
    "it('works', () => {",
    "app.get('/', (context) => {",
    "x == y",
    "x => y",
    "call(a, b);",
    "// function of the caller",
  ])("sees no definition in %j", (line) => {
    expect([...definedNames(line)]).toEqual([]);
  });

  it("takes time in proportion to the text, also where nothing matches", () => {
    for (const unit of ["export ", "a ", "a(", "(", ")", "x<", " ", "\t", "pub(", "func (", "name:", "\n", "a\n"]) {
      definedNames(unit.repeat(200_000 / unit.length));
    }
  });
});
