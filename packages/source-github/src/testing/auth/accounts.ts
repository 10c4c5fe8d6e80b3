import { generateKeyPairSync } from "node:crypto";
import type { RepositoryRecord } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { emitInstallation, emitReach } from "../webhooks/installation-events.ts";
import { canInstallationSee } from "./caller.ts";
import type { AppRecord, InstallationRecord, Permissions, TokenRecord } from "./model.ts";
import { generateToken } from "./tokens.ts";

/** Everything the source reads. */
export const readPermissions: Permissions = {
  metadata: "read",
  contents: "read",
  issues: "read",
  pull_requests: "read",
  discussions: "read",
};

/** How a token begins. */
export interface TokenInput {
  /** Whose it is. Default `octocat`. */
  readonly login?: string;
  readonly kind?: "classic" | "fine-grained";
  /** Of a classic token. Default `repo`. */
  readonly scopes?: readonly string[];
  /** Of a fine-grained token. Default every reading one. */
  readonly permissions?: Permissions;
  /** Repository ids a fine-grained token reaches. Default all. */
  readonly repositories?: readonly number[];
  /** Milliseconds it lives. Default for ever. */
  readonly lifeMs?: number;
}

/** How an app begins. */
export interface AppInput {
  readonly slug?: string;
}

/** How an installation begins. */
export interface InstallationInput {
  readonly permissions?: Permissions;
  /** Ids of the repositories chosen. Default all of the account's. */
  readonly repositories?: readonly number[];
}

/** An app of the fake. */
export interface FakeApp {
  readonly id: number;
  readonly clientId: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  /** Installs it on an account; the record can be changed (permissions, repositories, suspendedAt). */
  install(login: string, input?: InstallationInput): InstallationRecord;
  /** Removes it; its tokens end with it. */
  uninstall(installationId: number): void;
  /** Suspends an installation, or no longer. */
  suspend(installation: InstallationRecord, suspended: boolean): void;
  /** Chooses the repositories it reaches, by id, or all of the account's. */
  choose(installation: InstallationRecord, repositories: "all" | readonly number[]): void;
}

/** Adds a token to the world and returns it. */
export function addToken(world: World, input: TokenInput = {}): string {
  const kind = input.kind ?? "classic";
  const record: TokenRecord = {
    token: generateToken(kind),
    kind,
    user: world.user(input.login ?? "octocat"),
    installation: null,
    scopes: kind === "classic" ? (input.scopes ?? ["repo"]) : [],
    permissions: kind === "classic" ? undefined : (input.permissions ?? readPermissions),
    repositories: input.repositories === undefined ? "all" : new Set(input.repositories),
    expiresAt: input.lifeMs === undefined ? null : world.clock.now() + input.lifeMs,
    revoked: false,
  };
  world.tokens.set(record.token, record);
  return record.token;
}

/** Adds an app to the world. */
export function addApp(world: World, input: AppInput = {}): FakeApp {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const id = world.nextId();
  const app: AppRecord = {
    id,
    slug: input.slug ?? "tributary",
    clientId: `Iv23li${String(id).padStart(14, "0")}`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    installations: new Map(),
  };
  world.apps.set(id, app);
  return {
    id,
    clientId: app.clientId,
    privateKey: app.privateKey,
    install(login, { permissions = readPermissions, repositories } = {}) {
      const chosen = repositories === undefined ? "all" : new Set(repositories);
      const base = {
        id: world.nextId(),
        app,
        account: world.user(login),
        createdAt: world.clock.now(),
        suspendedAt: null,
      };
      const installation: InstallationRecord = { ...base, permissions, repositories: chosen };
      app.installations.set(installation.id, installation);
      return installation;
    },
    suspend(installation, suspended) {
      installation.suspendedAt = suspended ? world.clock.now() : null;
      emitInstallation(world, installation, suspended ? "suspend" : "unsuspend");
    },
    choose(installation, repositories) {
      const reached = () => [...world.repositories.values()].filter((one) => canInstallationSee(installation, one));
      const before = reached();
      installation.repositories = repositories === "all" ? "all" : new Set(repositories);
      const after = reached();
      const [added, removed] = [
        after.filter((one) => !before.includes(one)),
        before.filter((one) => !after.includes(one)),
      ];
      if (added.length + removed.length > 0) emitReach(world, installation, added, removed);
    },
    uninstall(installationId) {
      const installation = app.installations.get(installationId);
      if (installation !== undefined) emitInstallation(world, installation, "deleted");
      app.installations.delete(installationId);
      for (const token of world.tokens.values()) if (token.installation?.id === installationId) token.revoked = true;
    },
  };
}

/** Ends every token that reaches a repository, as if its time were over. */
export function expireTokens(world: World, repository?: RepositoryRecord): void {
  for (const token of world.tokens.values()) {
    if (repository === undefined || token.installation?.account === repository.owner)
      token.expiresAt = world.clock.now();
  }
}
