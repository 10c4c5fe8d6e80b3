/** Names what extraction finds. It rises with every release that could find something else in any document. */
export const RELATIONSHIPS_VERSION = 1;
