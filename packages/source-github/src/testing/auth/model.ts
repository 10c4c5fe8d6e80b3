import type { UserRecord } from "../state/model.ts";

/** Repository permissions the fake checks. */
export type PermissionName = "metadata" | "contents" | "issues" | "pull_requests" | "discussions" | "administration";

/** What a token or an installation may do. */
export type Permissions = Readonly<Partial<Record<PermissionName, "read" | "write">>>;

/** A GitHub App and where it is installed. */
export interface AppRecord {
  readonly id: number;
  readonly slug: string;
  readonly clientId: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly installations: Map<number, InstallationRecord>;
}

/** An app installed on an account. */
export interface InstallationRecord {
  readonly id: number;
  readonly app: AppRecord;
  readonly account: UserRecord;
  permissions: Permissions;
  /** Ids of the repositories chosen, or all of the account's. */
  repositories: "all" | Set<number>;
  suspendedAt: number | null;
  readonly createdAt: number;
}

/** A token that signs requests in. */
export interface TokenRecord {
  readonly token: string;
  readonly kind: "classic" | "fine-grained" | "installation";
  /** Whose it is; the app's robot for an installation. */
  readonly user: UserRecord;
  readonly installation: InstallationRecord | null;
  /** Of a classic token. */
  readonly scopes: readonly string[];
  /** Of the other kinds; undefined takes the installation's own, as they are now. */
  readonly permissions: Permissions | undefined;
  readonly repositories: "all" | ReadonlySet<number>;
  /** Milliseconds since the epoch; null for never. */
  expiresAt: number | null;
  revoked: boolean;
}
