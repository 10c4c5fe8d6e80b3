import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for one test. */
export interface TemporaryFolder {
  /** Its real path, without symbolic links. */
  readonly path: string;
  /** Writes files by path relative to the folder, with the folders they need; returns their absolute paths. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly string[]>;
  /** Removes it with everything in it; removing it twice is harmless. */
  remove(): Promise<void>;
}

/** Makes an empty folder under the system's temporary one. Remove it in the world's `dispose` or in `afterEach`. */
export async function createTemporaryFolder(prefix = "tributary-"): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), prefix)));
  return {
    path,
    async write(files) {
      return Promise.all(
        Object.entries(files).map(async ([name, content]) => {
          const file = join(path, name);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, content);
          return file;
        }),
      );
    },
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
