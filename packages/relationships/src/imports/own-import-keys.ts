import { codeKey, scopeOf } from "../keys.ts";
import type { RelatableDocument } from "../types.ts";
import { scoped } from "./import-edges.ts";
import { readerOf } from "./readers.ts";

/** The keys by which code names a file: its path, its module, and what its language calls it. */
export function importKeys({ id, path = "", content }: RelatableDocument): string[] {
  const scope = scopeOf(id);
  const keys = [codeKey("file", scope, path)];
  const reader = readerOf(path);
  if (reader) {
    keys.push(codeKey("module", scope, `${reader.family}:${path.replace(/(?:\.d)?\.\w+$/, "")}`));
    keys.push(...(reader.names?.(content, path) ?? []).map((name) => scoped(name, scope)));
  }
  const manifest = manifestName(path, content);
  if (manifest !== undefined) keys.push(codeKey("package", scope, manifest));
  return keys;
}

/** What `go.mod` and `package.json` call their folder. */
function manifestName(path: string, content: string): string | undefined {
  if (/(?:^|\/)go\.mod$/.test(path)) return /^module[ \t]+"?([^\s"]{1,300})/m.exec(content)?.[1];
  if (!/(?:^|\/)package\.json$/.test(path)) return undefined;
  const name = /^[ \t]*"name"[ \t]*:[ \t]*"([^"\n]{1,214})"/m.exec(content.slice(0, 20_000))?.[1];
  return name === undefined || name === "" ? undefined : name;
}
