import { GraphQLError } from "graphql";

/** Kinds of errors GitHub's GraphQL API names. */
export type GraphqlErrorType =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "MISSING_PAGINATION_BOUNDARIES"
  | "EXCESSIVE_PAGINATION"
  | "MAX_NODE_LIMIT_EXCEEDED"
  | "RESOURCE_LIMITS_EXCEEDED"
  | "INVALID_CURSOR_ARGUMENTS"
  | "FAKE_REFUSED";

/** An error with the `type` GitHub puts beside the message. */
export function graphqlError(type: GraphqlErrorType, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** What the fake does not know how to answer: fails loudly rather than with an empty value. */
export function refused(what: string): GraphQLError {
  return graphqlError("FAKE_REFUSED", `Refused by the fake: ${what}`);
}

/** An error as GitHub's answer carries it. */
export function renderError(error: GraphQLError): Record<string, unknown> {
  const { type, ...extensions } = error.extensions;
  return {
    ...(type !== undefined && { type }),
    ...(error.path !== undefined && { path: error.path }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
    ...(error.locations !== undefined && { locations: error.locations }),
    message: error.message,
  };
}
