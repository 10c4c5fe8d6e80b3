import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder for one test's files, removed after it. */
export function createTestFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, "inngest-embedded-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same in memory where the system has that: what a killed process wrote is there without a disk, and much faster. */
export function createFastFolder(): string {
  return createTestFolder(existsSync("/dev/shm") ? "/dev/shm" : tmpdir());
}

/** Copies an open engine's file as a killed process would leave it, and answers the copy's path. */
export function crashCopy(file: string): string {
  const copy = `${file}.after-crash`;
  for (const suffix of ["", "-wal"]) {
    if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
  }
  return copy;
}
