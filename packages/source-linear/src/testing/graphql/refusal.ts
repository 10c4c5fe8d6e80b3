import { GraphQLError } from "graphql";

/** What Linear answers in `errors`: `type` is what its SDK goes by, `code` what people see. */
export interface LinearErrorBody {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Makes an error as Linear writes it. */
export function errorBody(
  message: string,
  type: string,
  code: string,
  statusCode: number,
  path?: readonly (string | number)[],
): LinearErrorBody {
  return {
    message,
    ...(path && { path }),
    extensions: { type, code, statusCode, userError: statusCode < 500, userPresentableMessage: message },
  };
}

/** Refuses an argument while a query runs. */
export function invalidInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: errorBody(message, "invalid input", "INPUT_ERROR", 400).extensions });
}

/** Says that nothing has an id, as Linear does for `issue(id)` and its like. */
export function notFound(type: string): GraphQLError {
  const message = `Entity not found: ${type}`;
  return new GraphQLError(message, { extensions: errorBody(message, "invalid input", "INPUT_ERROR", 400).extensions });
}

/** Says that the fake is asked for what it does not hold: a gap of the fake, not of Linear. */
export class FakeGap extends Error {
  override readonly name = "FakeGap";
}
