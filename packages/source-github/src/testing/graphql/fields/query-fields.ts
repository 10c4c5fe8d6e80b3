import { canSee } from "../../auth/caller.ts";
import { timestamp } from "../../state/clock.ts";
import { isPresentName } from "../../state/world.ts";
import type { Fields, GraphqlContext } from "../context.ts";
import { graphqlError } from "../errors.ts";
import { findNode } from "../find-node.ts";

/** Fields of Query. */
export const queryFields: Fields<unknown> = {
  viewer: (_, __, { call }) => (call.caller.type === "token" ? call.caller.token.user : null),
  rateLimit: (_, __, { call, rates, cost }) => {
    const { limit, remaining, used, reset } = rates.state(call.caller, "graphql");
    return { cost: cost.points, nodeCount: cost.nodes, limit, remaining, used, resetAt: timestamp(reset * 1000) };
  },
  repository: (_, parameters, { call }) => {
    const name = `${parameters.owner}/${parameters.name}`;
    const found = call.world.repository(name);
    const isRenamed = found !== null && !isPresentName(found, name) && parameters.followRenames === false;
    if (found === null || isRenamed || !canSee(call.caller, found)) {
      throw graphqlError("NOT_FOUND", `Could not resolve to a Repository with the name '${name}'.`);
    }
    return found;
  },
  user: (_, parameters, { call }) => {
    const user = call.world.users.get(String(parameters.login).toLowerCase());
    if (user?.type !== "User")
      throw graphqlError("NOT_FOUND", `Could not resolve to a User with the login of '${parameters.login}'.`);
    return user;
  },
  organization: (_, parameters, { call }) => {
    const user = call.world.users.get(String(parameters.login).toLowerCase());
    if (user?.type !== "Organization") {
      throw graphqlError("NOT_FOUND", `Could not resolve to an Organization with the login of '${parameters.login}'.`);
    }
    return user;
  },
  node: (_, parameters, context) => node(context, String(parameters.id)),
  nodes: (_, parameters, context) => (parameters.ids as string[]).map((id) => node(context, id)),
};

async function node(context: GraphqlContext, id: string): Promise<unknown> {
  const found = await findNode(context, id);
  if (found === null) throw graphqlError("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'.`);
  return found;
}
