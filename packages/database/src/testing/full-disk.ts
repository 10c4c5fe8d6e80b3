// Loaded with --import before a program, in each of its threads: while the file FULL_DISK names exists, the disk is full.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const flag = process.env.FULL_DISK ?? "";
const write = fs.writeSync;

fs.writeSync = ((...parameters: Parameters<typeof write>) => {
  if (fs.existsSync(flag)) {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  }
  return Reflect.apply(write, fs, parameters);
}) as typeof write;
syncBuiltinESMExports();
