// Runs a command beside a PostgreSQL server of its own: `node scripts/with-postgres.ts <command…>`. The server lives in
// a temporary folder, listens on 127.0.0.1 at a free port, trusts everyone there and flushes nothing. The command gets
// its address in TRIBUTARY_TEST_DATABASE_URL; its exit code is this program's.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { constants, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Longest wait for the server to accept connections, in milliseconds. */
const START_MS = 60_000;
/** Longest wait for it to stop before it is killed, in milliseconds. */
const STOP_MS = 10_000;
/** Where Debian puts versions beside each other, outside PATH. */
const DEBIAN_FOLDER = "/usr/lib/postgresql";

/** Folder of initdb and postgres: the one in PATH, else Debian's newest. */
function findBinaries(): string {
  const debian = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const newestFirst = debian
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_FOLDER, version, "bin"));
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...newestFirst];
  const found = folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
  if (found) return found;
  throw new Error("PostgreSQL is not installed: neither PATH nor /usr/lib/postgresql has initdb (Debian: postgresql).");
}

/** The user the server runs as: PostgreSQL refuses to be root. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = users.find((user) => user.startsWith("postgres:")) ?? users.find((user) => user.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid) throw new Error("PostgreSQL cannot run as root, and there is no user postgres or nobody.");
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

async function run(command: string, parameters: readonly string[]): Promise<number> {
  const binaries = findBinaries();
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "tributary-postgres-"));
  const asServer = { ...user, cwd: folder, env: { PATH: process.env.PATH ?? "", LC_ALL: "C.UTF-8" } };
  let server: ChildProcess | undefined;
  let stopped: Promise<number> | undefined;
  try {
    if (user) chownSync(folder, user.uid, user.gid);
    const data = join(folder, "data");
    const flags = ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
    execFileSync(join(binaries, "initdb"), flags, { ...asServer, stdio: ["ignore", "ignore", "pipe"] });

    const port = await freePort();
    const settings = {
      port,
      listen_addresses: "127.0.0.1",
      // Socket paths are limited to about 100 characters, and nobody needs one.
      unix_socket_directories: "",
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_connections: 200,
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(binaries, "postgres"), ["-D", data, ...options], {
      ...asServer,
      stdio: ["ignore", "ignore", "pipe"],
    });
    stopped = ended(server);
    await accepting(server);

    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const env = { ...process.env, TRIBUTARY_TEST_DATABASE_URL: url };
    const child = spawn(command, parameters, { stdio: "inherit", env });
    // A terminal sends Ctrl-C to both; the command decides, and the server is stopped after it.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
    return await ended(child);
  } finally {
    if (server && stopped) await stop(server, stopped);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the server says that it is ready; throws with its log when it ends or takes too long. */
function accepting(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    const late = setTimeout(
      () => reject(new Error(`PostgreSQL did not start within ${START_MS / 1000} s.\n${log}`)),
      START_MS,
    );
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code} instead of starting.\n${log}`)));
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      // Read for as long as it lives: a full pipe would stop it.
      log = `${log}${text}`.slice(-10_000);
      if (!log.includes("ready to accept connections")) return;
      clearTimeout(late);
      resolve();
    });
  });
}

async function stop(server: ChildProcess, stopped: Promise<number>): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown: it disconnects whoever is left.
  server.kill("SIGINT");
  const kill = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
  await stopped.catch(() => undefined);
  clearTimeout(kill);
}

if (import.meta.main) {
  const [command, ...parameters] = process.argv.slice(2);
  if (command === undefined) {
    console.error("Say what to run: node scripts/with-postgres.ts <command…>");
    process.exitCode = 2;
  } else {
    try {
      process.exitCode = await run(command, parameters);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}
