import { DatabaseSync, StatementSync } from "node:sqlite";

const isCommit = (sql: unknown): boolean => typeof sql === "string" && /^\s*commit/i.test(sql);

/** Calls `point` before and after every COMMIT of this process, and answers a function that stops that. */
export function watchCommits(point: (what: string) => void): () => void {
  const exec = Reflect.get(DatabaseSync.prototype, "exec");
  const run = Reflect.get(StatementSync.prototype, "run");
  function surround(original: typeof exec | typeof run, self: unknown, parameters: unknown[]): unknown {
    point("commit");
    const result: unknown = Reflect.apply(original, self, parameters);
    point("committed");
    return result;
  }
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    if (isCommit(sql)) surround(exec, this, [sql]);
    else Reflect.apply(exec, this, [sql]);
  };
  StatementSync.prototype.run = function (this: StatementSync, ...parameters: unknown[]) {
    const answer = isCommit(this.sourceSQL) ? surround(run, this, parameters) : Reflect.apply(run, this, parameters);
    return answer as ReturnType<StatementSync["run"]>;
  } as typeof run;
  return () => {
    DatabaseSync.prototype.exec = exec;
    StatementSync.prototype.run = run;
  };
}
