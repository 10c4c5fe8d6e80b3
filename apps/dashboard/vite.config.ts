import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// `pnpm --filter @tributary/dashboard dev` shows changes at once, over the console that runs at this address.
const consoleUrl = process.env.TRIBUTARY_URL ?? "http://127.0.0.1:3210";

// Markdown is read in a worker, where what decodes its entities in pages has no `document` to do it with.
const markdown = createRequire(import.meta.url).resolve("mdast-util-from-markdown");
const entityDecoder = createRequire(markdown).resolve("decode-named-character-reference");

// The highest quality, 11, takes twenty times as long for 7 % less.
const brotli = { [constants.BROTLI_PARAM_QUALITY]: 9 };

/** Writes each text of the build compressed beside it: the console serves these as they are. */
function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir);
    },
    // Only when everything is written: the end of a build that failed has its own error to tell.
    writeBundle: () => {
      for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!/\.(?:js|css|svg|html)$/.test(entry)) continue;
        const file = join(folder, entry);
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: brotli }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  // Not by the condition "worker": with it the router takes the page for a server.
  resolve: { alias: { "decode-named-character-reference": entityDecoder } },
  build: {
    target: "es2023",
    // The console's Content-Security-Policy allows no inline data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ["/v1", "/healthz", "/openapi.json"].map((path) => [path, { target: consoleUrl, changeOrigin: true }]),
    ),
  },
});
