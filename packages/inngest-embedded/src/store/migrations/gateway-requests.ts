/** What step.fetch and step.ai.infer asked for, until it is answered. */
export const gatewayRequests = `
CREATE TABLE gateway_requests (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  request TEXT NOT NULL,
  PRIMARY KEY (run_id, step_id)
) STRICT, WITHOUT ROWID;
`;
