import { onlineManager } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Connection, checkConnection, type SourceCheck } from "../../api/source-check.ts";

/** What is known about whether a connection works. */
export type CheckState =
  | { readonly phase: "none" }
  | { readonly phase: "checking"; readonly of: Connection }
  | { readonly phase: "checked"; readonly of: Connection; readonly result: SourceCheck }
  | { readonly phase: "lost"; readonly of: Connection; readonly error: unknown };

interface Running {
  readonly key: string;
  readonly controller: AbortController;
  readonly result: Promise<SourceCheck | null>;
}

/** Says whether two connections are the same. */
export function isSame(one: Connection, other: Connection): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Tries whether a connection works, one try at a time: a new one, and `forget`, end the one before. `check` answers null when
 * it was ended, or could not be made, which the state says.
 */
export function useConnectionCheck(kind: string) {
  const [state, setState] = useState<CheckState>({ phase: "none" });
  const running = useRef<Running | null>(null);
  const stop = () => {
    running.current?.controller.abort();
    running.current = null;
  };
  useEffect(() => stop, []);
  // What could not be asked because the server was away is asked once it is back.
  useEffect(() => {
    if (state.phase !== "lost" || onlineManager.isOnline()) return;
    return onlineManager.subscribe((online) => {
      if (online) void check(state.of);
    });
  });

  const run = async (of: Connection, controller: AbortController): Promise<SourceCheck | null> => {
    try {
      const result = await checkConnection(kind, of, controller.signal);
      if (controller.signal.aborted) return null;
      setState({ phase: "checked", of, result });
      return result;
    } catch (error) {
      if (!controller.signal.aborted) setState({ phase: "lost", of, error });
      return null;
    } finally {
      if (running.current?.controller === controller) running.current = null;
    }
  };

  const check = (of: Connection): Promise<SourceCheck | null> => {
    const key = JSON.stringify(of);
    if (running.current?.key === key) return running.current.result;
    stop();
    const controller = new AbortController();
    setState({ phase: "checking", of });
    const result = run(of, controller);
    running.current = { key, controller, result };
    return result;
  };

  return {
    state,
    check,
    /** Ends a try that is under way: what it tried was changed. */
    forget: () => {
      if (!running.current) return;
      stop();
      setState({ phase: "none" });
    },
  };
}
