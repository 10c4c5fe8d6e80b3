import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A script of the build. */
export interface BuiltScript {
  readonly path: string;
  readonly text: string;
  readonly gzipBytes: number;
}

/** Every script that a built page loads before anything is clicked: those its HTML names, and what they import statically. */
export function firstLoad(dist: string): readonly BuiltScript[] {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const found = new Map<string, BuiltScript>();
  const add = (path: string) => {
    if (found.has(path)) return;
    const bytes = readFileSync(join(dist, path));
    const text = bytes.toString("utf8");
    found.set(path, { path, text, gzipBytes: gzipSync(bytes, { level: 9 }).length });
    for (const specifier of staticImports(text)) add(new URL(specifier, `file://${path}`).pathname);
  };
  for (const [, path = ""] of html.matchAll(/<(?:script|link rel="modulepreload")[^>]+(?:src|href)="([^"]+\.js)"/g))
    add(path);
  return [...found.values()];
}

/** What a bundled module imports statically: only beside itself, and at its beginning or where a statement may stand. */
export function staticImports(text: string): readonly string[] {
  const pattern = /(?:^|[;\n}])(?:import|export)(?:\s*["']|[^"'()=;]*?from\s*["'])(\.{1,2}\/[^"']+)["']/g;
  return [...text.matchAll(pattern)].map(([, specifier = ""]) => specifier);
}
