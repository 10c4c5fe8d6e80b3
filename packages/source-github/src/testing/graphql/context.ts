import { isAllowed, notAccessible } from "../auth/caller.ts";
import type { PermissionName } from "../auth/model.ts";
import type { Call } from "../http/call.ts";
import type { RateLimits } from "../http/rate-limits.ts";
import type { RepositoryRecord } from "../state/model.ts";
import type { QueryCost } from "./cost.ts";
import { graphqlError } from "./errors.ts";

/** What resolvers work with. */
export interface GraphqlContext {
  readonly call: Call;
  readonly rates: RateLimits;
  readonly cost: QueryCost;
  /** Every connection comes without its items, as from a replica that lags. */
  readonly emptyLists: boolean;
  /** Objects given so far. */
  objects: number;
}

/** Arguments of a field, as its definition in the schema types them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Answers one field of one type. */
export type Resolve<Source> = (source: Source, parameters: Arguments, context: GraphqlContext) => unknown;

/** Fields of one type. */
export type Fields<Source> = Readonly<Record<string, Resolve<Source>>>;

/** Throws FORBIDDEN unless the caller has one of the permissions on the repository. */
export function demand(context: GraphqlContext, repository: RepositoryRecord, ...names: PermissionName[]): void {
  const { caller } = context.call;
  if (!isAllowed(caller, repository, names)) throw graphqlError("FORBIDDEN", notAccessible(caller));
}
