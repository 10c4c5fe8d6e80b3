import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * How large the parsers' memory can become at all: 128 MB. A parse is given up before, but the last step of one, which
 * makes a tree of what has no syntax, can need memory without end: it breaks off here.
 */
const MOST_MEMORY_PAGES = 2_048;
/** What the runtime asks for to begin with: 32 MB. */
const FIRST_MEMORY_PAGES = 512;
/** How often a runtime that broke off is replaced, as what it held of the memory stays lost until the thread ends. */
const MOST_RUNTIMES = 4;

/** Memory of WebAssembly, which the types of Node do not declare. */
export interface ParserMemory {
  readonly buffer: ArrayBuffer;
}
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => ParserMemory;
};

/** The parsers' code, which all grammars of a thread share, and the memory they work in. */
export interface ParserRuntime {
  readonly module: typeof import("web-tree-sitter");
  readonly memory: ParserMemory;
  /** It broke off in the middle: what it does from now on cannot be relied on. */
  isBroken: boolean;
}

const require = createRequire(import.meta.url);
let current: Promise<ParserRuntime> | undefined;
let started = 0;

/** The thread's runtime, loaded at the first call and again when it is broken; rejects when that happened too often. */
export async function parserRuntime(): Promise<ParserRuntime> {
  const waited = current;
  const loaded = await waited;
  if (loaded && !loaded.isBroken) return loaded;
  if (current === waited) current = start();
  return parserRuntime();
}

async function start(): Promise<ParserRuntime> {
  if (started === MOST_RUNTIMES) throw new Error("The parsers broke off too often in this thread.");
  started += 1;
  const module = started === 1 ? await import("web-tree-sitter") : await importAnew(started);
  const memory = new WebAssembly.Memory({ initial: FIRST_MEMORY_PAGES, maximum: MOST_MEMORY_PAGES });
  // What it has to say when it breaks off is in the error.
  const settings: object = { wasmMemory: memory, printErr: () => {} };
  await module.Parser.init(settings);
  return { module, memory, isBroken: false };
}

/** The module keeps one runtime for good: another one needs the module once more. */
async function importAnew(number: number): Promise<typeof import("web-tree-sitter")> {
  const folder = pathToFileURL(require.resolve("web-tree-sitter/web-tree-sitter.wasm"));
  return import(new URL(`web-tree-sitter.js?runtime=${number}`, folder).href);
}
