// A program: owns a data folder until it is killed, and says "held" on standard output once it does.
import { lockDataFolder } from "../data-folder-lock.ts";

const lock = await lockDataFolder(process.argv[2] ?? "", { command: "tributary serve" });
await lock.update({ command: "tributary serve", url: "http://127.0.0.1:4000" });
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
