import { gzipSync } from "node:zlib";
import { isSourceError } from "@tributary/source";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { createApi } from "../api/api.ts";
import { githubSource } from "../definition.ts";
import { type ArchiveBounds, openArchive } from "./archive.ts";

const COMMIT = "c".repeat(40);
const BOUNDS = { bytes: 10_000, files: 10 };

type Member = Parameters<ReturnType<typeof pack>["entry"]>[0] & { readonly text?: string };

/** An archive as GitHub would send it. */
async function tarball(members: readonly Member[]): Promise<Buffer> {
  const archive = pack();
  const parts: Buffer[] = [];
  const reading = (async () => {
    for await (const part of archive) parts.push(Buffer.from(part as Uint8Array));
  })();
  for (const { text = "", ...header } of members) {
    if (header.type === undefined || header.type === "file") archive.entry(header, text);
    else archive.entry(header);
  }
  archive.finalize();
  await reading;
  return gzipSync(Buffer.concat(parts));
}

/** Opens bytes as if GitHub had sent them. */
async function open(bytes: Uint8Array, bounds: ArchiveBounds = BOUNDS, wanted: (path: string) => boolean = () => true) {
  const config = githubSource.configSchema.parse({ repository: "octocat/hello" });
  const asked: { readonly url: string; readonly authorization: string | null }[] = [];
  const api = createApi(config, {
    credentials: { token: "some-secret-token" },
    async fetch(url, init) {
      asked.push({ url: String(url), authorization: new Headers(init?.headers).get("authorization") });
      if (asked.length === 1) {
        return new Response(null, {
          status: 302,
          headers: { location: "https://codeload.github.com/octocat/hello/x" },
        });
      }
      return new Response(Uint8Array.from(bytes), { headers: { "content-type": "application/x-gzip" } });
    },
  });
  return { archive: await openArchive(api, COMMIT, bounds, wanted), asked };
}

async function read(bytes: Uint8Array, bounds?: ArchiveBounds, wanted?: (path: string) => boolean) {
  const { archive } = await open(bytes, bounds, wanted);
  const files: Record<string, string | null> = {};
  for (let file = await archive.next(); file !== null; file = await archive.next()) {
    files[file.path] = file.content?.toString() ?? null;
  }
  return files;
}

async function failure(outcome: Promise<unknown>): Promise<string> {
  const error = await outcome.then(
    () => "none",
    (thrown: unknown) => thrown,
  );
  return isSourceError(error) ? error.code : String(error);
}

describe("an archive", () => {
  it("gives the files that are wanted, without the folder around them", async () => {
    const bytes = await tarball([
      { name: "hello-ccc/", type: "directory" },
      { name: "hello-ccc/a.md", text: "A" },
      { name: `hello-ccc/${"long/".repeat(60)}b.md`, text: "B" },
      { name: "hello-ccc/c.bin", text: "C".repeat(5_000) },
    ]);
    expect(await read(bytes, BOUNDS, (path) => path.endsWith(".md"))).toEqual({
      "a.md": "A",
      [`${"long/".repeat(60)}b.md`]: "B",
      "c.bin": null,
    });
  });

  it("is downloaded without the credentials", async () => {
    const { archive, asked } = await open(await tarball([{ name: "x/a", text: "A" }]));
    archive.close();
    expect(asked).toEqual([
      {
        url: `https://api.github.com/repos/octocat/hello/tarball/${COMMIT}`,
        authorization: "Bearer some-secret-token",
      },
      { url: "https://codeload.github.com/octocat/hello/x", authorization: null },
    ]);
  });

  it("gives nothing but regular files within it", async () => {
    const bytes = await tarball([
      { name: "x/../../etc/passwd", text: "evil" },
      { name: "/etc/passwd", text: "evil" },
      { name: "x/./a", text: "evil" },
      { name: "x//a", text: "evil" },
      { name: "passwd", text: "evil" },
      { name: "x/link", type: "symlink", linkname: "/etc/passwd" },
      { name: "x/hard", type: "link", linkname: "x/good" },
      { name: "x/device", type: "character-device" },
      { name: "x/pipe", type: "fifo" },
      { name: "x/good", text: "good" },
    ]);
    expect(await read(bytes)).toEqual({ good: "good" });
  });

  it("is refused when it unpacks to far more than the tree holds", async () => {
    const bytes = await tarball([{ name: "x/bomb", text: "0".repeat(40_000_000) }]);
    expect(bytes.length).toBeLessThan(100_000);
    expect(await failure(read(bytes, BOUNDS, () => false))).toBe("invalid-response");
  });

  it("is not taken for whole when it ends early, and not for GitHub's when it is something else", async () => {
    const bytes = await tarball([
      { name: "x/a", text: "A".repeat(3_000) },
      {
        name: "x/b",
        text: Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7919) % 251)).toString("latin1"),
      },
    ]);
    expect(await failure(read(bytes.subarray(0, bytes.length - 40)))).toBe("unavailable");
    const broken = Buffer.from(bytes);
    broken.fill(7, 20, 200);
    expect(["invalid-response", "unavailable"]).toContain(await failure(read(broken)));
    expect(await failure(read(Buffer.from("not gzip at all")))).toBe("invalid-response");
    expect(await failure(read(gzipSync(Buffer.alloc(2_048, "nonsense"))))).toBe("invalid-response");
  });
});
